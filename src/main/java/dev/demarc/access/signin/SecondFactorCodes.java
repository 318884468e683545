package dev.demarc.access.signin;

import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.people.Person;
import dev.demarc.access.signin.SecondFactors.Code;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Takes codes as passwords are taken: counted as failures before they are looked at. */
@ApplicationScoped
class SecondFactorCodes {

  /**
   * @param result null where the code was wrong or not looked at
   * @param held until codes are looked at again; zero where this one was
   */
  record Taken<T>(@Nullable T result, Duration held) {}

  private final EntityManager database;
  private final SecondFactors factors;
  private final SignInThrottle throttle;
  private final KnownDevices devices;
  private final RepeatedFailures failures;

  SecondFactorCodes(
      EntityManager database,
      SecondFactors factors,
      SignInThrottle throttle,
      KnownDevices devices,
      RepeatedFailures failures) {
    this.database = database;
    this.factors = factors;
    this.throttle = throttle;
    this.devices = devices;
    this.failures = failures;
  }

  /**
   * @param failure how the audit log tells of a wrong one
   * @param then what a right one leads to, in the transaction that spends it; null from it counts
   *     as wrong
   */
  <T> Taken<T> take(
      UUID id,
      String username,
      String code,
      SignInOrigin from,
      AuditKind failure,
      BiFunction<Person, Code, T> then) {
    var known = devices.knows(from.device(), id) ? from.device() : null;
    var charge = throttle.charge(throttle.ofCodes(username, known));
    if (!charge.delay().isZero()) {
      failures.add(failure, username, from.address(), "code held back");
      return new Taken<>(null, charge.delay());
    }
    T result;
    try {
      result = QuarkusTransaction.requiringNew().call(() -> spend(id, code, from, then));
    } catch (RuntimeException notLookedAt) {
      throttle.takeBack(charge);
      throw notLookedAt;
    }
    if (result == null) {
      failures.add(failure, username, from.address(), "wrong code");
    } else {
      throttle.forgive(charge);
    }
    return new Taken<>(result, Duration.ZERO);
  }

  private <T> @Nullable T spend(
      UUID id, String code, SignInOrigin from, BiFunction<Person, Code, T> then) {
    var person = database.find(Person.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (person == null || person.disabled || person.totpSecret == null) {
      return null;
    }
    var taken = factors.take(person, code, from.address());
    return taken == Code.WRONG ? null : then.apply(person, taken);
  }
}
