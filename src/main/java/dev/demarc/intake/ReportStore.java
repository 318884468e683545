package dev.demarc.intake;

import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.intake.blobs.DatabaseBlobs;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enters reports into the database, each once. */
@ApplicationScoped
class ReportStore {

  /** How long a caller who files the report itself is left alone before the worker steps in. */
  private static final Duration CALLER_TAKES_AT_MOST = Duration.ofSeconds(20);

  private final Reports reports;
  private final EntityManager database;
  private final DatabaseBlobs blobs;
  private final BlobRemovals removals;
  private final FilingQueue filingQueue;
  private final Clock clock;

  ReportStore(
      Reports reports,
      EntityManager database,
      DatabaseBlobs blobs,
      BlobRemovals removals,
      FilingQueue filingQueue,
      Clock clock) {
    this.reports = reports;
    this.database = database;
    this.blobs = blobs;
    this.removals = removals;
    this.filingQueue = filingQueue;
    this.clock = clock;
  }

  /**
   * Enters the report and puts it up for filing, or recognises that it is here already.
   *
   * @param id of the report, should it be new
   * @param place where its bytes are by now, or where they go with this transaction
   * @throws Problem CONFLICT where an idempotency key comes again with another body
   */
  @Transactional
  Receipt register(UUID id, Delivery delivery, byte[] digest, BlobLocation place) {
    oneAtATime(name(delivery, id));
    byte[] content = delivery.messageId() == null ? null : MailContent.digest(delivery.raw());
    var known = repeatOf(delivery, digest, content);
    if (known.isPresent()) {
      return new Receipt(known.get(), true);
    }
    store(id, delivery, digest, content, place);
    filingQueue.add(
        id, delivery.filing() == FilingMode.BY_CALLER ? CALLER_TAKES_AT_MOST : Duration.ZERO);
    return new Receipt(id, false);
  }

  /**
   * Enters those of a batch that are new; they are filed after single reports.
   *
   * @param ids of the reports, in order, should they be new
   */
  @Transactional
  List<Receipt> register(List<UUID> ids, Batch batch, BlobLocation place) {
    oneAtATime(name(batch, ids.get(0)));
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
        receipts.add(new Receipt(sameBody(before.reportId, before.digest, digest), true));
      }
    }
    // table by table, so that the rows of each travel together
    stored.forEach((report, delivery) -> store(report.id, delivery, place));
    stored.forEach((report, delivery) -> remember(delivery, report.digest, report.id));
    database.flush();
    filingQueue.addAll(stored.keySet().stream().map(report -> report.id).toList());
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

  /** By the name that the caller gave it, and a mail by its Message-ID and content as well. */
  private Optional<UUID> repeatOf(Delivery delivery, byte[] digest, byte @Nullable [] content) {
    if (delivery.idempotencyKey() != null) {
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

  /** What a repeat of the delivery calls it: by its key or, where it has none, by its id. */
  static String name(Delivery delivery, UUID id) {
    var key = delivery.idempotencyKey();
    return delivery.submitter().scope() + '\n' + (key == null ? id : key);
  }

  static String name(Batch batch, UUID firstId) {
    var key = batch.idempotencyKey();
    return batch.submitter().scope() + '\n' + (key == null ? firstId : key);
  }

  /**
   * Whether the transaction that entered this report was committed, once it has come to an end.
   *
   * @param name that it was entered under
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean isEntered(UUID id, String name) {
    database.createNativeQuery("set local lock_timeout = '2s'").executeUpdate();
    oneAtATime(name);
    return reports.count("id", id) > 0;
  }

  /** Two deliveries of the same thing at the same time wait for each other until commit. */
  private void oneAtATime(String what) {
    AdvisoryLock.DELIVERY.take(database, what);
  }

  private Optional<UUID> rememberedAnswer(Delivery delivery, byte[] digest) {
    var found =
        database.find(
            IdempotencyKey.class,
            new IdempotencyKey.Id(delivery.submitter().scope(), delivery.idempotencyKey()));
    return found == null
        ? namedByItsId(delivery, digest)
        : Optional.of(sameBody(found.reportId, found.digest, digest));
  }

  /** The key that a caller without one is given where the outcome is not known. */
  private Optional<UUID> namedByItsId(Delivery delivery, byte[] digest) {
    return Ids.parse(delivery.idempotencyKey())
        .flatMap(reports::findByIdOptional)
        .filter(report -> isOf(report, delivery.submitter()))
        .map(report -> sameBody(report.id, report.digest, digest));
  }

  private static boolean isOf(Report report, Submitter submitter) {
    return Objects.equals(report.submitterKey, submitter.key())
        && report.submittedBy.equals(submitter.name());
  }

  private static UUID sameBody(UUID reportId, byte[] known, byte[] digest) {
    if (!Arrays.equals(known, digest)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This Idempotency-Key was used for another body; use a new key for a new report.");
    }
    return reportId;
  }

  private void store(
      UUID id, Delivery delivery, byte[] digest, byte @Nullable [] content, BlobLocation place) {
    persist(id, delivery, digest, content, place);
    store(id, delivery, place);
    remember(delivery, digest, id);
    database.flush();
  }

  private Report persist(
      UUID id, Delivery delivery, byte[] digest, byte @Nullable [] content, BlobLocation place) {
    var report = new Report();
    report.id = id;
    report.receivedAt = delivery.receivedAt() == null ? now() : delivery.receivedAt();
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
  private void store(UUID id, Delivery delivery, BlobLocation place) {
    if (place == BlobLocation.DATABASE) {
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
