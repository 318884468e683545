package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.access.signin.SignIn.Outcome;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows the right password where a second factor is set up or must be: a session is opened
 * for nothing less.
 */
@ApplicationScoped
public class SecondStep {

  /** How long a browser keeps the cookie. */
  public static final Duration LASTS = UnfinishedSignIns.LAST;

  /**
   * What is asked for.
   *
   * @param offer to set up; null where a code is wanted
   */
  public record Question(String username, @Nullable SecondFactorOffer offer) {}

  /**
   * A session after a second factor was set up, or none.
   *
   * @param recoveryCodes shown this once
   */
  public record SetUp(Outcome outcome, List<String> recoveryCodes) {}

  private final UnfinishedSignIns unfinished;
  private final SecondFactors factors;
  private final SecondFactorCodes codes;
  private final SessionOpening opening;
  private final Sessions sessions;
  private final People people;

  SecondStep(
      UnfinishedSignIns unfinished,
      SecondFactors factors,
      SecondFactorCodes codes,
      SessionOpening opening,
      Sessions sessions,
      People people) {
    this.unfinished = unfinished;
    this.factors = factors;
    this.codes = codes;
    this.opening = opening;
    this.sessions = sessions;
    this.people = people;
  }

  /**
   * @param token of the cookie; null without one
   * @return empty where there is no sign-in under way, or no more
   */
  public Optional<Question> question(@Nullable String token) {
    return known(token)
        .map(
            person ->
                new Question(
                    person.username,
                    person.totpSecret == null ? factors.offer(person.id, person.username) : null));
  }

  /** The same one, where its code was wrong. */
  public Optional<Question> askAgain(@Nullable String token, String sealed) {
    return known(token)
        .map(
            person ->
                new Question(
                    person.username,
                    person.totpSecret == null
                        ? factors.offerAgain(person.id, person.username, sealed)
                        : null));
  }

  private Optional<Person> known(@Nullable String token) {
    return token == null ? Optional.empty() : unfinished.find(token);
  }

  /**
   * @param code by the authenticator, or a recovery code
   * @return Opened, Refused, Held, or Ended where there is no such sign-in any more
   */
  public Outcome enterCode(@Nullable String token, String code, SignInOrigin from) {
    var known = known(token);
    if (token == null || known.isEmpty()) {
      return new Outcome.Ended();
    }
    var person = known.get();
    var taken =
        codes.take(
            person.id,
            person.username,
            code,
            from,
            AuditKind.SIGN_IN_FAILED,
            (held, kind) -> unfinished.end(token) ? opening.open(held, from, kind.words()) : null);
    if (!taken.held().isZero()) {
      return new Outcome.Held(taken.held());
    }
    return taken.result() == null ? new Outcome.Refused() : taken.result();
  }

  /**
   * @throws Problem CONFLICT where the page is too old
   */
  public SetUp setUp(@Nullable String token, String sealed, String code, SignInOrigin from) {
    var known = known(token);
    if (token == null || known.isEmpty()) {
      return new SetUp(new Outcome.Ended(), List.of());
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> setUp(known.get().username, token, sealed, code, from));
  }

  private SetUp setUp(
      String username, String token, String sealed, String code, SignInOrigin from) {
    var person = people.required(username);
    people.getEntityManager().refresh(person, LockModeType.PESSIMISTIC_WRITE);
    var made = factors.setUp(person, sealed, code, Caller.of(username, from.address()));
    if (made.isEmpty()) {
      return new SetUp(new Outcome.Refused(), made);
    }
    if (person.disabled || !unfinished.end(token)) {
      QuarkusTransaction.setRollbackOnly();
      return new SetUp(new Outcome.Ended(), List.of());
    }
    // those from before it was required
    sessions.endAll(person, null);
    return new SetUp(opening.open(person, from, "set up a second factor"), made);
  }
}
