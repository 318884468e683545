package dev.demarc.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.demarc.intake.Delivery.Filing;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

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
    var known = repeatOf(delivery, digest);
    if (known.isPresent()) {
      return new Receipt(known.get(), true);
    }
    store(id, delivery, digest, place);
    jobs.scheduleIfNotExists(
        Intake.FILE_REPORT.instance(id.toString()).build(), filingTime(delivery));
    return new Receipt(id, false);
  }

  private Optional<UUID> repeatOf(Delivery delivery, byte[] digest) {
    if (delivery.idempotencyKey() != null) {
      oneAtATime(delivery.submitter() + '\n' + delivery.idempotencyKey());
      return rememberedAnswer(delivery, digest);
    }
    if (delivery.messageId() != null) {
      oneAtATime(delivery.messageId());
      return reports.resentMail(delivery.messageId(), digest);
    }
    return Optional.empty();
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
    if (found == null) {
      return Optional.empty();
    }
    if (!Arrays.equals(found.digest, digest)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This Idempotency-Key was used for another body; use a new key for a new report.");
    }
    return Optional.of(found.reportId);
  }

  private void store(UUID id, Delivery delivery, byte[] digest, Place place) {
    var report = new Report();
    report.id = id;
    report.receivedAt = now();
    report.channel = delivery.channel().slug();
    report.contentType = delivery.contentType();
    report.sizeBytes = delivery.raw().length;
    report.digest = digest;
    report.storedIn = place.slug();
    report.messageId = delivery.messageId();
    report.envelopeFrom = delivery.envelopeFrom();
    report.envelopeTo = delivery.envelopeTo();
    report.remoteAddress = delivery.remoteAddress();
    report.submittedBy = delivery.submitter();
    report.sample = delivery.sample();
    reports.persist(report);
    if (place == Place.DATABASE) {
      blobs.put(id, delivery.raw());
    }
    if (delivery.idempotencyKey() != null) {
      database.persist(
          IdempotencyKey.remember(
              delivery.submitter(), delivery.idempotencyKey(), id, digest, now()));
    }
    database.flush();
    if (place != Place.DATABASE) {
      removals.callOff(id);
    }
  }

  private Instant filingTime(Delivery delivery) {
    return delivery.filing() == Filing.BY_CALLER ? now().plus(CALLER_TAKES_AT_MOST) : now();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
