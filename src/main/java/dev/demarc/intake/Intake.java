package dev.demarc.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.demarc.intake.Delivery.Filing;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes evidence in: when {@link #receive} returns, the report and the job that will file it are
 * committed. Nothing is read or judged here.
 */
@ApplicationScoped
public class Intake {

  /** 25 MiB: what the API and the SMTP listener take at most. */
  public static final int MAX_BYTES = 25 * 1024 * 1024;

  /** The job that files one report; its instance is the report's id. */
  public static final TaskDescriptor<Void> FILE_REPORT = TaskDescriptor.of("file-report");

  /** How long a caller who files the report itself is left alone before the worker steps in. */
  static final Duration CALLER_TAKES_AT_MOST = Duration.ofSeconds(20);

  private final Reports reports;
  private final EntityManager database;
  private final SchedulerClient jobs;
  private final Clock clock;

  Intake(Reports reports, EntityManager database, SchedulerClient jobs, Clock clock) {
    this.reports = reports;
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Stores one report, or recognises that it is here already.
   *
   * @throws Problem TOO_LARGE past {@link #MAX_BYTES}; CONFLICT where an idempotency key comes
   *     again with another body
   */
  @Transactional
  public Receipt receive(Delivery delivery) {
    if (delivery.raw().length > MAX_BYTES) {
      throw new Problem(
          ProblemType.TOO_LARGE, "A report may have at most " + MAX_BYTES + " bytes (25 MiB).");
    }
    byte[] digest = Sha256.of(delivery.raw());
    var known = repeatOf(delivery, digest);
    if (known.isPresent()) {
      return new Receipt(known.get(), true);
    }
    var report = store(delivery, digest);
    jobs.scheduleIfNotExists(
        FILE_REPORT.instance(report.id.toString()).build(), filingTime(delivery));
    return new Receipt(report.id, false);
  }

  /**
   * Stores many reports at once, all of them or none, and leaves their filing to the worker. Where
   * the batch has an idempotency key, each of its reports is known by the key and its place, so
   * that a body that was taken in half before a crash is completed by its repeat.
   *
   * @return a receipt for each report, in order
   * @throws Problem CONFLICT where an idempotency key comes again with another body
   */
  @Transactional
  public List<Receipt> receive(Batch batch) {
    if (batch.idempotencyKey() != null) {
      oneAtATime(batch.submitter() + '\n' + batch.idempotencyKey());
    }
    var known = knownOf(batch);
    var receipts = new ArrayList<Receipt>();
    var stored = new LinkedHashMap<Report, Delivery>();
    for (var delivery : batch.deliveries()) {
      byte[] digest = Sha256.of(delivery.raw());
      var before = known.get(delivery.idempotencyKey());
      if (before == null) {
        var report = persist(delivery, digest);
        stored.put(report, delivery);
        receipts.add(new Receipt(report.id, false));
      } else {
        receipts.add(new Receipt(sameBody(before, digest), true));
      }
    }
    // table by table, so that the rows of each travel together
    stored.forEach((report, delivery) -> keep(report, delivery.raw()));
    stored.forEach(this::remember);
    database.flush();
    schedule(stored.keySet());
    return receipts;
  }

  private void schedule(Collection<Report> stored) {
    List<TaskInstance<?>> filings = new ArrayList<>();
    // a single report does not wait behind a hundred thousand
    stored.forEach(
        report ->
            filings.add(FILE_REPORT.instance(report.id.toString()).priority(Priority.LOW).build()));
    if (!filings.isEmpty()) {
      jobs.scheduleBatch(filings, now());
    }
  }

  private Map<String, IdempotencyKey> knownOf(Batch batch) {
    if (batch.idempotencyKey() == null) {
      return Collections.emptyMap(); // which can be asked for null
    }
    return database
        .createQuery(
            "from IdempotencyKey k where k.id.submitter = :submitter and k.id.key in :keys",
            IdempotencyKey.class)
        .setParameter("submitter", batch.submitter())
        .setParameter("keys", batch.deliveries().stream().map(Delivery::idempotencyKey).toList())
        .getResultStream()
        .collect(Collectors.toMap(k -> k.id.key(), Function.identity()));
  }

  /** By the name that the caller gave it, and a mail by its Message-ID and content as well. */
  private Optional<UUID> repeatOf(Delivery delivery, byte[] digest) {
    if (delivery.idempotencyKey() != null) {
      oneAtATime(delivery.submitter() + '\n' + delivery.idempotencyKey());
      var answered = rememberedAnswer(delivery, digest);
      if (answered.isPresent()) {
        return answered;
      }
    }
    if (delivery.messageId() == null) {
      return Optional.empty();
    }
    oneAtATime(delivery.messageId());
    var resent = reports.resentMail(delivery.messageId(), digest);
    resent.ifPresent(known -> remember(delivery, digest, known));
    return resent;
  }

  /** Two deliveries of the same thing at the same time wait for each other until commit. */
  private void oneAtATime(String what) {
    database
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 1))")
        .setParameter("what", what)
        .getSingleResult();
  }

  private Optional<UUID> rememberedAnswer(Delivery delivery, byte[] digest) {
    var found =
        database.find(
            IdempotencyKey.class,
            new IdempotencyKey.Id(delivery.submitter(), delivery.idempotencyKey()));
    return Optional.ofNullable(found).map(known -> sameBody(known, digest));
  }

  private static UUID sameBody(IdempotencyKey known, byte[] digest) {
    if (!Arrays.equals(known.digest, digest)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This Idempotency-Key was used for another body; use a new key for a new report.");
    }
    return known.reportId;
  }

  private Report store(Delivery delivery, byte[] digest) {
    var report = persist(delivery, digest);
    keep(report, delivery.raw());
    remember(report, delivery);
    database.flush();
    return report;
  }

  private Report persist(Delivery delivery, byte[] digest) {
    var report = new Report();
    report.id = Ids.next();
    report.receivedAt = now();
    report.channel = delivery.channel().slug();
    report.contentType = delivery.contentType();
    report.sizeBytes = delivery.raw().length;
    report.digest = digest;
    report.messageId = delivery.messageId();
    report.envelopeFrom = delivery.envelopeFrom();
    report.envelopeTo = delivery.envelopeTo();
    report.remoteAddress = delivery.remoteAddress();
    report.submittedBy = delivery.submitter();
    report.sample = delivery.sample();
    reports.persist(report);
    return report;
  }

  private void keep(Report report, byte[] bytes) {
    var raw = new RawReport();
    raw.reportId = report.id;
    raw.bytes = bytes;
    database.persist(raw);
  }

  private void remember(Report report, Delivery delivery) {
    remember(delivery, report.digest, report.id);
  }

  private void remember(Delivery delivery, byte[] digest, UUID reportId) {
    if (delivery.idempotencyKey() != null) {
      database.persist(
          IdempotencyKey.remember(
              delivery.submitter(), delivery.idempotencyKey(), reportId, digest, now()));
    }
  }

  private Instant filingTime(Delivery delivery) {
    return delivery.filing() == Filing.BY_CALLER ? now().plus(CALLER_TAKES_AT_MOST) : now();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Transactional
  public Optional<StoredReport> find(UUID id) {
    return reports.findByIdOptional(id).map(Report::toStored);
  }

  /** The exact bytes that were received. */
  @Transactional
  public Optional<byte[]> raw(UUID id) {
    return Optional.ofNullable(database.find(RawReport.class, id)).map(raw -> raw.bytes);
  }

  /** Whether there are made-up reports here. */
  @Transactional
  public boolean hasSamples() {
    return reports.find("sample", true).page(0, 1).firstResultOptional().isPresent();
  }

  /** Removes the made-up reports; a report that somebody sent is never removed. */
  @Transactional
  public void removeSamples() {
    database.createQuery("delete from Report where sample = true").executeUpdate();
  }
}
