package dev.demarc.sns;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.sns.StoredCertificate.State;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signing certificates that are at hand. One that is not is fetched by a job, and the message
 * that needs it comes again: SNS repeats what was answered with 503.
 */
@ApplicationScoped
class Certificates implements PanacheRepositoryBase<StoredCertificate, String> {

  /** The job that fetches one certificate; its instance is the address. */
  static final TaskDescriptor<Void> FETCH = TaskDescriptor.of("fetch-sns-certificate");

  /**
   * Anybody can name addresses at SNS where nothing is: so many are asked for, or remembered as not
   * there, at a time.
   */
  static final int NOT_READY_AT_MOST = 50;

  static final Duration FAILURE_IS_REMEMBERED = Duration.ofMinutes(10);
  static final Duration NEXT_TRY = Duration.ofSeconds(30);
  static final Duration KEPT_AT_MOST = Duration.ofDays(30);

  private final PresetCertificates presets;
  private final SchedulerClient jobs;
  private final Clock clock;

  Certificates(PresetCertificates presets, SchedulerClient jobs, Clock clock) {
    this.presets = presets;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @return empty where it has to be fetched first, which then is under way
   * @throws RefusedMessage where it cannot be had, or is not valid
   */
  @Transactional
  Optional<SigningCertificate> at(URI address) {
    var known = presets.at(address).or(() -> fetched(address));
    known.ifPresent(certificate -> requireValid(certificate, address));
    if (known.isEmpty()) {
      want(address);
    }
    return known;
  }

  private Optional<SigningCertificate> fetched(URI address) {
    var row = findById(address.toString());
    if (row == null || !clock.instant().isBefore(row.expiresAt)) {
      return Optional.empty();
    }
    if (row.state == State.FAILED) {
      throw new RefusedMessage("the certificate at SigningCertURL cannot be used: " + row.error);
    }
    return Optional.ofNullable(row.pem)
        .map(pem -> SigningCertificate.ofPem(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private void requireValid(SigningCertificate certificate, URI address) {
    try {
      certificate.requireValid(address.getHost(), clock.instant());
    } catch (RefusedMessage no) {
      throw new RefusedMessage(
          "the certificate at SigningCertURL cannot be used: " + no.getMessage());
    }
  }

  private void want(URI address) {
    oneAtATime();
    var now = clock.instant();
    delete("state <> ?1 and expiresAt <= ?2", State.READY, now);
    getEntityManager().clear();
    var row = findById(address.toString());
    // by now, the job may have come to an end that was not yet seen
    boolean settled = row != null && now.isBefore(row.expiresAt);
    if (settled || count("state <> ?1", State.READY) >= NOT_READY_AT_MOST) {
      return;
    }
    if (row == null) {
      row = new StoredCertificate();
      row.url = address.toString();
    }
    row.state = State.WANTED;
    row.pem = null;
    row.error = null;
    row.askedAt = now;
    row.expiresAt = now.plus(FAILURE_IS_REMEMBERED);
    persist(row);
    jobs.scheduleIfNotExists(FETCH.instance(row.url).build(), now);
  }

  private void oneAtATime() {
    AdvisoryLock.SIGNING_CERTIFICATES.take(getEntityManager());
  }

  @Transactional
  void store(URI address, String pem, SigningCertificate certificate) {
    var row = findById(address.toString());
    if (row != null) {
      var soon = clock.instant().plus(KEPT_AT_MOST);
      row.state = State.READY;
      row.pem = pem;
      row.error = null;
      row.expiresAt = certificate.validUntil().isBefore(soon) ? certificate.validUntil() : soon;
    }
  }

  /** Messages go on being answered with 503, and the next one after a while has it tried again. */
  @Transactional
  void unreachable(URI address, @Nullable String why) {
    var row = findById(address.toString());
    if (row != null) {
      row.error = why;
      row.expiresAt = clock.instant().plus(NEXT_TRY);
    }
  }

  /** Why SNS could not be asked when it was asked last; empty where it could. */
  @Transactional
  Optional<String> trouble() {
    return find(
            "state = ?1 and error is not null and askedAt > ?2 order by askedAt desc",
            State.WANTED,
            clock.instant().minus(FAILURE_IS_REMEMBERED))
        .firstResultOptional()
        .map(row -> row.url + ": " + row.error);
  }

  @Transactional
  void failed(URI address, @Nullable String why) {
    var row = findById(address.toString());
    if (row != null) {
      row.state = State.FAILED;
      row.pem = null;
      row.error = why;
      row.expiresAt = clock.instant().plus(FAILURE_IS_REMEMBERED);
    }
  }
}
