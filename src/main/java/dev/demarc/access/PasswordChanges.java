package dev.demarc.access;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Changes passwords. No transaction lasts while one is hashed. */
@ApplicationScoped
public class PasswordChanges {

  private final People people;
  private final Credentials credentials;
  private final PasswordPolicy policy;
  private final PasswordHashes hashes;
  private final Sessions sessions;
  private final SignInThrottle throttle;
  private final RepeatedFailures failures;
  private final AuditLog log;

  // what a password touches: who has it, what it must be like, what ends with it, what is told
  PasswordChanges(
      People people,
      Credentials credentials,
      PasswordPolicy policy,
      PasswordHashes hashes,
      Sessions sessions,
      SignInThrottle throttle,
      RepeatedFailures failures,
      AuditLog log) {
    this.people = people;
    this.credentials = credentials;
    this.policy = policy;
    this.hashes = hashes;
    this.sessions = sessions;
    this.throttle = throttle;
    this.failures = failures;
    this.log = log;
  }

  /**
   * Somebody's own: whoever finds a browser that is signed in does not know the current one. Ends
   * their other sessions.
   *
   * @param session the one that asks, which goes on
   * @throws Problem INVALID naming {@code current} or {@code password}; TOO_MANY_REQUESTS after too
   *     many wrong ones
   */
  public void changeOwn(String current, String wanted, UUID session, Caller by) {
    var username = by.actor().name();
    requireCurrent(username, current, by);
    policy.require(wanted, namesOf(username));
    set(username, wanted, session, by);
  }

  private void requireCurrent(String username, String current, Caller by) {
    var known =
        credentials
            .find(username)
            .orElseThrow(() -> Problem.notFound("There is no person named " + username + "."));
    var charge = throttle.charge(throttle.ofSignedIn(username));
    if (!charge.delay().isZero()) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS,
          "There were too many wrong tries; wait " + (charge.delay().toSeconds() + 1) + " s.");
    }
    boolean right;
    try {
      right = hashes.matches(current, known.hash(), false);
    } catch (Problem tooBusy) {
      throttle.takeBack(charge);
      throw tooBusy;
    }
    if (!right) {
      failures.add(AuditKind.PASSWORD_REFUSED, username, by.address(), null);
      throw Problem.invalid("current", "is not your current password");
    }
    throttle.forgive(charge);
  }

  /**
   * Somebody else's, by an administrator; ends all their sessions.
   *
   * @throws Problem NOT_FOUND; INVALID naming {@code password}; CONFLICT for one's own
   */
  public void set(String username, String wanted, Caller by) {
    if (username.equals(by.actor().name())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Change your own password under Your account, with the current one.");
    }
    policy.require(wanted, namesOf(username));
    set(username, wanted, null, by);
  }

  private List<String> namesOf(String username) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> People.namesOf(people.required(username)));
  }

  private void set(String username, String wanted, UUID kept, Caller by) {
    var hash = hashes.hash(wanted);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var person = people.required(username);
              person.passwordHash = hash;
              int ended = sessions.endAll(person, kept);
              log.add(
                  AuditKind.PASSWORD_CHANGED,
                  by,
                  username,
                  ended == 0 ? null : "sessions ended: " + ended);
            });
  }
}
