package dev.demarc.access.signin;

import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.Sha256;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed sign-ins in the database, so that all nodes count together. Each attempt is counted
 * as failed before its password is looked at, and taken back if it was right: guesses that arrive
 * at the same time get no more tries than guesses that come one after the other.
 */
@ApplicationScoped
public class SignInThrottle {

  /** How many failures are free. */
  @ConfigMapping(prefix = "demarc.sign-in")
  public interface Settings {

    /** Of one name from one address, or from one browser that it has signed in with before. */
    @WithDefault("5")
    int freeFailures();

    /** Of all names from one address. */
    @WithDefault("50")
    int freeFailuresOfAddress();

    /** Of one name from all addresses that it has not signed in from. */
    @WithDefault("100")
    int freeFailuresOfName();
  }

  private static final Duration FORGIVEN = Duration.ofHours(2);
  private static final Duration FORGIVEN_OF_MANY = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(14);

  /**
   * What an attempt counts for.
   *
   * @param endsWithSuccess whether the right password makes its failures forgotten
   */
  public record Bucket(byte[] digest, ThrottleRule rule, boolean endsWithSuccess) {}

  /**
   * Something that was counted, or the wait before anything is.
   *
   * @param delay zero where the attempt may go on
   */
  public record Charge(List<Bucket> buckets, Duration delay) {}

  private final EntityManager database;
  private final Clock clock;
  private final ThrottleRule person;
  private final ThrottleRule address;
  private final ThrottleRule name;

  public SignInThrottle(EntityManager database, Clock clock, Settings settings) {
    this.database = database;
    this.clock = clock;
    this.person = new ThrottleRule(settings.freeFailures(), FORGIVEN);
    this.address = new ThrottleRule(settings.freeFailuresOfAddress(), FORGIVEN_OF_MANY);
    this.name = new ThrottleRule(settings.freeFailuresOfName(), FORGIVEN_OF_MANY);
  }

  /**
   * @param device the token of a browser that this name has signed in with before, else null; what
   *     others do to the name or from the address does not count for it
   */
  public List<Bucket> buckets(String username, @Nullable String from, @Nullable String device) {
    if (device != null) {
      return List.of(bucket("device", device + "\n" + username, person, true));
    }
    var network = CallerNetwork.of(from);
    return List.of(
        bucket("address", network, address, false),
        bucket("name-and-address", username + "\n" + network, person, true),
        bucket("name", username, name, false));
  }

  /** For asking somebody who is signed in for their current password. */
  List<Bucket> ofSignedIn(String username) {
    return List.of(bucket("signed-in", username, person, true));
  }

  /**
   * For codes of a second factor. Whoever tries them has the password: all of them count together,
   * from wherever they come.
   *
   * @param device the token of a browser that this name has signed in with before, else null
   */
  List<Bucket> ofCodes(String username, @Nullable String device) {
    return List.of(
        device == null
            ? bucket("codes", username, person, true)
            : bucket("codes-of-device", device + "\n" + username, person, true));
  }

  private static Bucket bucket(
      String kind, String value, ThrottleRule rule, boolean endsWithSuccess) {
    var digest = Sha256.of((kind + "\n" + value).getBytes(StandardCharsets.UTF_8));
    return new Bucket(digest, rule, endsWithSuccess);
  }

  /** Counts an attempt as failed in all its buckets, or in none where one of them is blocked. */
  public Charge charge(List<Bucket> buckets) {
    return QuarkusTransaction.requiringNew().call(() -> chargeAll(buckets));
  }

  private Charge chargeAll(List<Bucket> buckets) {
    var now = now();
    var states = new ArrayList<ThrottleRule.State>();
    for (var bucket : buckets) {
      var state = hold(bucket, now);
      if (state.blockedUntil().isAfter(now)) {
        return new Charge(List.of(), Duration.between(now, state.blockedUntil()));
      }
      states.add(state);
    }
    for (int i = 0; i < buckets.size(); i++) {
      write(buckets.get(i), buckets.get(i).rule().afterFailure(states.get(i), now));
    }
    return new Charge(buckets, Duration.ZERO);
  }

  /** The database keeps microseconds and rounds up: it would hold what begins at this moment. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The attempt was no failure: its name starts anew there, and elsewhere it is taken back. */
  void forgive(Charge charge) {
    takeBack(charge, true);
  }

  /** The attempt was not looked at. */
  void takeBack(Charge charge) {
    takeBack(charge, false);
  }

  private void takeBack(Charge charge, boolean right) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var now = now();
              for (var bucket : charge.buckets()) {
                var state = hold(bucket, now);
                write(
                    bucket,
                    right && bucket.endsWithSuccess()
                        ? new ThrottleRule.State(0, now, now)
                        : bucket.rule().takenBack(state, now));
              }
            });
  }

  /** Makes the row where there is none, and holds it until the transaction ends. */
  private ThrottleRule.State hold(Bucket bucket, Instant now) {
    var row =
        (Object[])
            database
                .createNativeQuery(
                    "insert into sign_in_throttle as t (bucket, failures, counted_at,"
                        + " blocked_until) values (:bucket, 0, :now, :now) on conflict (bucket) do"
                        + " update set failures = t.failures returning failures, counted_at,"
                        + " blocked_until",
                    Object[].class)
                .setParameter("bucket", bucket.digest())
                .setParameter("now", now)
                .getSingleResult();
    return new ThrottleRule.State(((Number) row[0]).intValue(), (Instant) row[1], (Instant) row[2]);
  }

  private void write(Bucket bucket, ThrottleRule.State state) {
    database
        .createNativeQuery(
            "update sign_in_throttle set failures = :failures, counted_at = :counted,"
                + " blocked_until = :blocked where bucket = :bucket")
        .setParameter("failures", state.failures())
        .setParameter("counted", state.countedAt())
        .setParameter("blocked", state.blockedUntil())
        .setParameter("bucket", bucket.digest())
        .executeUpdate();
  }

  /** Forgets what has long been forgiven. */
  void tidy() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery("delete from sign_in_throttle where counted_at < :before")
                    .setParameter("before", clock.instant().minus(KEPT))
                    .executeUpdate());
  }
}
