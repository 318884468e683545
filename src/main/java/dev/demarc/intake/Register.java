package dev.demarc.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.demarc.intake.Delivery.Filing;
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

/** Enters reports into the database, each once. */
@ApplicationScoped
class Register {

  /** How long a caller who files the report itself is left alone before the worker steps in. */
  private static final Duration CALLER_TAKES_AT_MOST = Duration.ofSeconds(20);

  private final Reports reports;
  private final EntityManager database;
  private final DatabaseBlobs blobs;
  private final Removals removals;
  private final SchedulerClient jobs;
  private final Clock clock;

  Register(
      Reports reports,
      EntityManager database,
      DatabaseBlobs blobs,
      Removals removals,
      SchedulerClient jobs,
      Clock clock) {
    this.reports = reports;
    this.database = database;
    this.blobs = blobs;
    this.removals = removals;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Enters the report and the job that will file it, or recognises that it is here already.
   *
   * @param id of the report, should it be new
   * @param place where its bytes are by now, or where they go with this transaction
   * @throws Problem CONFLICT where an idempotency key comes again with another body
   */
  @Transactional
  Receipt enter(UUID id, Delivery delivery, byte[] digest, Place place) {
    byte[] content = delivery.messageId() == null ? null : MailContent.digest(delivery.raw());
    var known = repeatOf(delivery, digest, content);
    if (known.isPresent()) {
      return new Receipt(known.get(), true);
    }
    store(id, delivery, digest, content, place);
    jobs.scheduleIfNotExists(
        Intake.FILE_REPORT.instance(id.toString()).build(), filingTime(delivery));
    return new Receipt(id, false);
  }

  /**
   * Enters those of a batch that are new, with jobs that wait behind those of single reports.
   *
   * @param ids of the reports, in order, should they be new
   */
  @Transactional
  List<Receipt> enter(List<UUID> ids, Batch batch, Place place) {
    if (batch.idempotencyKey() != null) {
      oneAtATime(batch.submitter().scope() + '\n' + batch.idempotencyKey());
    }
    var known = knownOf(batch);
    var receipts = new ArrayList<Receipt>();
    var stored = new LinkedHashMap<Report, Delivery>();
    for (int i = 0; i < ids.size(); i++) {
      var delivery = batch.deliveries().get(i);
      byte[] digest = Sha256.of(delivery.raw());
      var before = known.get(delivery.idempotencyKey());
      if (before == null) {
        stored.put(persist(ids.get(i), delivery, digest, null, place), delivery);
        receipts.add(new Receipt(ids.get(i), false));
      } else {
        receipts.add(new Receipt(sameBody(before, digest), true));
      }
    }
    // table by table, so that the rows of each travel together
    stored.forEach((report, delivery) -> keep(report.id, delivery, place));
    stored.forEach((report, delivery) -> remember(delivery, report.digest, report.id));
    database.flush();
    schedule(stored.keySet());
    return receipts;
  }

  private Map<String, IdempotencyKey> knownOf(Batch batch) {
    if (batch.idempotencyKey() == null) {
      return Collections.emptyMap(); // which can be asked for null
    }
    return database
        .createQuery(
            "from IdempotencyKey k where k.id.submitter = :submitter and k.id.key in :keys",
            IdempotencyKey.class)
        .setParameter("submitter", batch.submitter().scope())
        .setParameter("keys", batch.deliveries().stream().map(Delivery::idempotencyKey).toList())
        .getResultStream()
        .collect(Collectors.toMap(k -> k.id.key(), Function.identity()));
  }

  /** A single report does not wait behind a hundred thousand. */
  private void schedule(Collection<Report> stored) {
    List<TaskInstance<?>> filings = new ArrayList<>();
    stored.forEach(
        report ->
            filings.add(
                Intake.FILE_REPORT.instance(report.id.toString()).priority(Priority.LOW).build()));
    if (!filings.isEmpty()) {
      jobs.scheduleBatch(filings, now());
    }
  }

  /** By the name that the caller gave it, and a mail by its Message-ID and content as well. */
  private Optional<UUID> repeatOf(Delivery delivery, byte[] digest, byte[] content) {
    if (delivery.idempotencyKey() != null) {
      oneAtATime(delivery.submitter().scope() + '\n' + delivery.idempotencyKey());
      var answered = rememberedAnswer(delivery, digest);
      if (answered.isPresent()) {
        return answered;
      }
    }
    if (delivery.messageId() == null) {
      return Optional.empty();
    }
    oneAtATime(delivery.messageId());
    var resent = reports.resentMail(delivery.messageId(), digest, content);
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
            new IdempotencyKey.Id(delivery.submitter().scope(), delivery.idempotencyKey()));
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

  private void store(UUID id, Delivery delivery, byte[] digest, byte[] content, Place place) {
    persist(id, delivery, digest, content, place);
    keep(id, delivery, place);
    remember(delivery, digest, id);
    database.flush();
  }

  private Report persist(UUID id, Delivery delivery, byte[] digest, byte[] content, Place place) {
    var report = new Report();
    report.id = id;
    report.receivedAt = now();
    report.channel = delivery.channel().slug();
    report.contentType = delivery.contentType();
    report.sizeBytes = delivery.raw().length;
    report.digest = digest;
    report.storedIn = place.slug();
    report.messageId = delivery.messageId();
    report.contentDigest = content;
    report.envelopeFrom = delivery.envelopeFrom();
    report.envelopeTo = delivery.envelopeTo();
    report.remoteAddress = delivery.remoteAddress();
    report.submittedBy = delivery.submitter().name();
    report.submitterKey = delivery.submitter().key();
    report.sample = delivery.sample();
    reports.persist(report);
    return report;
  }

  /** With the report's row, its bytes; or the word that those elsewhere are needed. */
  private void keep(UUID id, Delivery delivery, Place place) {
    if (place == Place.DATABASE) {
      blobs.put(id, delivery.raw());
    } else {
      removals.callOff(id);
    }
  }

  private void remember(Delivery delivery, byte[] digest, UUID reportId) {
    if (delivery.idempotencyKey() != null) {
      database.persist(
          IdempotencyKey.remember(
              delivery.submitter().scope(), delivery.idempotencyKey(), reportId, digest, now()));
    }
  }

  private Instant filingTime(Delivery delivery) {
    return delivery.filing() == Filing.BY_CALLER ? now().plus(CALLER_TAKES_AT_MOST) : now();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
