package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.passwords.PasswordHashes;
import dev.demarc.access.people.Credentials;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks somebody who is signed in for their password: a browser may be found signed in. */
@ApplicationScoped
class CurrentPassword {

  private final Credentials credentials;
  private final PasswordHashes hashes;
  private final SignInThrottle throttle;
  private final RepeatedFailures failures;

  CurrentPassword(
      Credentials credentials,
      PasswordHashes hashes,
      SignInThrottle throttle,
      RepeatedFailures failures) {
    this.credentials = credentials;
    this.hashes = hashes;
    this.throttle = throttle;
    this.failures = failures;
  }

  /**
   * No transaction lasts while it is hashed.
   *
   * @throws Problem INVALID naming {@code current}; TOO_MANY_REQUESTS after too many wrong ones
   */
  void require(String typed, Caller by) {
    var username = by.actor().name();
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
      right = hashes.matches(typed, known.hash(), false);
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
}
