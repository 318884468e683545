package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.passwords.PasswordHashes;
import dev.demarc.access.passwords.PasswordPolicy;
import dev.demarc.access.people.People;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes passwords. No transaction lasts while one is hashed. */
@ApplicationScoped
public class PasswordChanges {

  private final People people;
  private final CurrentPassword current;
  private final PasswordPolicy policy;
  private final PasswordHashes hashes;
  private final Sessions sessions;
  private final AuditLog log;

  PasswordChanges(
      People people,
      CurrentPassword current,
      PasswordPolicy policy,
      PasswordHashes hashes,
      Sessions sessions,
      AuditLog log) {
    this.people = people;
    this.current = current;
    this.policy = policy;
    this.hashes = hashes;
    this.sessions = sessions;
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
    this.current.require(current, by);
    policy.require(wanted, namesOf(username));
    set(username, wanted, session, by);
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
        .call(
            () -> {
              var person = people.required(username);
              People.requirePassword(person, "They have no password here.");
              return People.namesOf(person);
            });
  }

  private void set(String username, String wanted, @Nullable UUID kept, Caller by) {
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
