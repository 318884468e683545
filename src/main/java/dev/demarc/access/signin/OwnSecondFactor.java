package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets up, renews and removes second factors of people who have one or may have one. */
@ApplicationScoped
public class OwnSecondFactor {

  /**
   * @param since null where none is set up
   * @param required whether the person's role wants one
   */
  public record Status(@Nullable Instant since, int recoveryCodesLeft, boolean required) {}

  private final People people;
  private final CurrentPassword currentPassword;
  private final SecondFactors factors;
  private final SecondFactorCodes codes;
  private final SecondFactorRule rule;
  private final Sessions sessions;

  OwnSecondFactor(
      People people,
      CurrentPassword currentPassword,
      SecondFactors factors,
      SecondFactorCodes codes,
      SecondFactorRule rule,
      Sessions sessions) {
    this.people = people;
    this.currentPassword = currentPassword;
    this.factors = factors;
    this.codes = codes;
    this.rule = rule;
    this.sessions = sessions;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Status status(String username) {
    var person = people.required(username);
    return new Status(
        person.totpSince, factors.recoveryCodesLeft(person), rule.isRequiredFor(person.role));
  }

  /**
   * Begins; nothing is stored before a code of it is confirmed.
   *
   * @throws Problem INVALID naming {@code current}; CONFLICT where there is one already;
   *     TOO_MANY_REQUESTS
   */
  public SecondFactorOffer offer(String current, Caller by) {
    currentPassword.require(current, by);
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              var person = people.required(by.actor().name());
              if (person.totpSecret != null) {
                throw new Problem(ProblemType.CONFLICT, "You have a second factor already.");
              }
              return factors.offer(person.id, person.username);
            });
  }

  /** The same one again, where its code was wrong. */
  @Transactional
  public SecondFactorOffer offerAgain(String sealed, Caller by) {
    var person = people.required(by.actor().name());
    return factors.offerAgain(person.id, person.username, sealed);
  }

  /**
   * Ends the person's other sessions.
   *
   * @return recovery codes, shown this once; empty where the code is wrong
   * @throws Problem CONFLICT where the page is too old or there is one already
   */
  @Transactional
  public List<String> setUp(String sealed, String code, UUID session, Caller by) {
    var person = take(by.actor().name());
    var made = factors.setUp(person, sealed, code, by);
    if (!made.isEmpty()) {
      sessions.endAll(person, session);
    }
    return made;
  }

  private Person take(String username) {
    var person = people.required(username);
    people.getEntityManager().refresh(person, LockModeType.PESSIMISTIC_WRITE);
    return person;
  }

  /**
   * The old ones count no more.
   *
   * @throws Problem INVALID naming {@code current} or {@code code}; TOO_MANY_REQUESTS
   */
  public List<String> renewRecoveryCodes(
      String current, String code, SignInOrigin from, Caller by) {
    currentPassword.require(current, by);
    return required(
        codes.take(
            id(by),
            by.actor().name(),
            code,
            from,
            AuditKind.SECOND_FACTOR_REFUSED,
            (person, kind) -> factors.renewRecoveryCodes(person, by)));
  }

  /**
   * Ends the person's other sessions; where their role wants a second factor also this one, and
   * they set up another when they sign in again.
   *
   * @throws Problem INVALID naming {@code current} or {@code code}; TOO_MANY_REQUESTS
   */
  public void turnOff(String current, String code, UUID session, SignInOrigin from, Caller by) {
    currentPassword.require(current, by);
    required(
        codes.take(
            id(by),
            by.actor().name(),
            code,
            from,
            AuditKind.SECOND_FACTOR_REFUSED,
            (person, kind) -> {
              factors.remove(person, AuditKind.SECOND_FACTOR_TURNED_OFF, by);
              return sessions.endAll(person, rule.isRequiredFor(person.role) ? null : session);
            }));
  }

  private UUID id(Caller by) {
    return QuarkusTransaction.joiningExisting().call(() -> people.required(by.actor().name()).id);
  }

  private static <T> T required(SecondFactorCodes.Taken<T> taken) {
    if (!taken.held().isZero()) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS,
          "There were too many wrong codes; wait " + (taken.held().toSeconds() + 1) + " s.");
    }
    if (taken.result() == null) {
      throw Problem.invalid("code", "is wrong, or was used before; wait for the next one");
    }
    return taken.result();
  }

  /**
   * Somebody else's, by an administrator, where theirs is lost; ends all their sessions.
   *
   * @throws Problem NOT_FOUND; CONFLICT for one's own, or where there is none
   */
  @Transactional
  public void reset(String username, Caller by) {
    if (username.equals(by.actor().name())) {
      throw new Problem(
          ProblemType.CONFLICT, "Turn off your own under Your account, with a code of it.");
    }
    var person = take(username);
    if (person.totpSecret == null) {
      throw new Problem(ProblemType.CONFLICT, username + " has no second factor.");
    }
    factors.remove(person, AuditKind.SECOND_FACTOR_RESET, by);
    sessions.endAll(person, null);
  }
}
