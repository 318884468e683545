package dev.demarc.access.signin;

import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.passwords.PasswordHashes;
import dev.demarc.access.people.Credentials;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs people in to the console. */
@ApplicationScoped
public class SignIn {

  /** How long a browser keeps the cookie that it is known by. */
  public static final Duration DEVICE_LASTS = KnownDevices.KEPT;

  private static final int LONGEST_NAME = 64;
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * What somebody sent to sign in.
   *
   * @param device the cookie of an earlier sign-in on that browser; null without one
   * @param session the cookie of the session that the browser has; null without one
   */
  public record Attempt(
      String username,
      String password,
      @Nullable String address,
      String browser,
      @Nullable String device,
      @Nullable String session) {

    SignInOrigin from() {
      return new SignInOrigin(address, browser, device, session);
    }
  }

  /** What comes of it. */
  public sealed interface Outcome {

    /** The tokens for the two cookies. */
    record Opened(String session, String device) implements Outcome {}

    /**
     * The password was right, and a code is wanted.
     *
     * @param token for the cookie of {@link dev.demarc.access.signin.SecondStep}
     */
    record SecondStep(String token) implements Outcome {}

    /** What was begun has ended: begin anew. */
    record Ended() implements Outcome {}

    /** Wrong name, wrong password, or deactivated; which one is not told. Or a wrong code. */
    record Refused() implements Outcome {}

    /** After too many failures; the password was not looked at. */
    record Held(Duration delay) implements Outcome {}
  }

  private final Credentials credentials;
  private final SignInThrottle throttle;
  private final KnownDevices devices;
  private final PasswordHashes hashes;
  private final SessionOpening opening;
  private final RepeatedFailures failures;
  private final LocalSignIn local;

  // all that a password passes before it opens anything
  public SignIn(
      Credentials credentials,
      SignInThrottle throttle,
      KnownDevices devices,
      PasswordHashes hashes,
      SessionOpening opening,
      RepeatedFailures failures,
      LocalSignIn local) {
    this.credentials = credentials;
    this.throttle = throttle;
    this.devices = devices;
    this.hashes = hashes;
    this.opening = opening;
    this.failures = failures;
    this.local = local;
  }

  /**
   * No transaction lasts while the password is hashed.
   *
   * @throws Problem TOO_MANY_REQUESTS where too many sign-ins are under way
   */
  public Outcome signIn(Attempt attempt) {
    var username = typed(attempt.username());
    var known = credentials.find(username).filter(local::isFor);
    boolean fromKnownDevice =
        devices.knows(attempt.device(), known.map(Credentials.Known::id).orElse(NOBODY));
    var charge =
        throttle.charge(
            throttle.buckets(
                username, attempt.address(), fromKnownDevice ? attempt.device() : null));
    if (!charge.delay().isZero()) {
      return failed(known, attempt, "held back", new Outcome.Held(charge.delay()));
    }
    if (!matches(known, attempt, charge) || known.isEmpty() || known.get().disabled()) {
      return failed(known, attempt, null, new Outcome.Refused());
    }
    var opened = open(known.get(), attempt);
    if (opened.isEmpty()) {
      return failed(known, attempt, null, new Outcome.Refused());
    }
    throttle.forgive(charge);
    return opened.get();
  }

  private static String typed(String username) {
    var clean = TypedText.orEmpty(username);
    return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME + 1) : clean;
  }

  private boolean matches(
      Optional<Credentials.Known> known, Attempt attempt, SignInThrottle.Charge charge) {
    try {
      return hashes.matches(
          attempt.password(),
          known.map(Credentials.Known::hash).orElse(null),
          credentials.bcryptInUse());
    } catch (Problem tooBusy) {
      throttle.takeBack(charge);
      throw tooBusy;
    }
  }

  /** A name that nobody has is not written down. */
  private Outcome failed(
      Optional<Credentials.Known> known,
      Attempt attempt,
      @Nullable String detail,
      Outcome outcome) {
    failures.add(
        AuditKind.SIGN_IN_FAILED,
        known.map(Credentials.Known::username).orElse(null),
        attempt.address(),
        detail == null && known.filter(Credentials.Known::disabled).isPresent()
            ? "deactivated"
            : detail);
    return outcome;
  }

  private Optional<Outcome> open(Credentials.Known known, Attempt attempt) {
    var renewed =
        hashes.isOutdated(known.hash()) && !attempt.password().isEmpty()
            ? hashes.hash(attempt.password())
            : known.hash();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var person = credentials.take(known);
              if (person.isEmpty()) {
                return Optional.empty();
              }
              person.get().passwordHash = renewed;
              return Optional.of(opening.afterPassword(person.get(), attempt.from()));
            });
  }
}
