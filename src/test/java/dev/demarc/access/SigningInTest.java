package dev.demarc.access;

import static dev.demarc.ConsoleSession.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.passwords.PasswordHashes;
import dev.demarc.access.passwords.PasswordSettings;
import dev.demarc.access.people.Credentials;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.KnownDevices;
import dev.demarc.access.signin.LocalSignIn;
import dev.demarc.access.signin.RepeatedFailures;
import dev.demarc.access.signin.SecondFactorRule;
import dev.demarc.access.signin.SessionOpening;
import dev.demarc.access.signin.SessionSettings;
import dev.demarc.access.signin.Sessions;
import dev.demarc.access.signin.SignIn;
import dev.demarc.access.signin.SignIn.Attempt;
import dev.demarc.access.signin.SignIn.Outcome;
import dev.demarc.access.signin.SignInThrottle;
import dev.demarc.access.signin.UnfinishedSignIns;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@DemarcTest
class SigningInTest {

  @Inject SignIn signIn;
  @Inject People people;
  @Inject PersonChanges changes;
  @Inject Credentials credentials;
  @Inject SignInThrottle throttle;
  @Inject KnownDevices devices;
  @Inject PasswordHashes hashes;
  @Inject SessionSettings sessionSettings;
  @Inject SessionOpening opening;
  @Inject LocalSignIn local;
  @Inject SecondFactorRule rule;
  @Inject UnfinishedSignIns unfinished;
  @Inject RepeatedFailures failures;
  @Inject AuditLog log;
  @Inject EntityManager database;

  private final String nobody = "nobody-" + UUID.randomUUID();

  private String newPerson() {
    return ConsoleSession.newPerson(Roles.ANALYST);
  }

  private Outcome attempt(String username, String password, String address) {
    return attempt(username, password, address, null);
  }

  private Outcome attempt(String username, String password, String address, String device) {
    return signIn.signIn(new Attempt(username, password, address, "Firefox", device, null));
  }

  private List<Outcome> atOnce(int times, Callable<Outcome> attempt) throws Exception {
    var threads = Executors.newFixedThreadPool(times);
    try {
      var outcomes = new ArrayList<Outcome>();
      for (Future<Outcome> done : threads.invokeAll(Collections.nCopies(times, attempt))) {
        outcomes.add(done.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private int failuresOf(String username, String address) {
    var bucket =
        throttle.buckets(username, address, null).stream()
            .filter(SignInThrottle.Bucket::endsWithSuccess)
            .findFirst()
            .orElseThrow();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        database
                            .createNativeQuery(
                                "select failures from sign_in_throttle where bucket = :bucket")
                            .setParameter("bucket", bucket.digest())
                            .getSingleResult())
                    .intValue());
  }

  @Test
  void forty_guesses_at_once_get_five_tries_and_the_person_gets_in_from_elsewhere()
      throws Exception {
    var person = newPerson();
    var there = SignInAddresses.next();
    var outcomes = atOnce(40, () -> attempt(person, "a wrong guess of it", there));
    assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(5);
    assertThat(outcomes).filteredOn(Outcome.Held.class::isInstance).hasSize(35);
    assertThat(failuresOf(person, there)).isEqualTo(5);
    assertThat(attempt(person, PASSWORD, there)).isInstanceOf(Outcome.Held.class);
    assertThat(attempt(person, PASSWORD, SignInAddresses.next()))
        .isInstanceOf(Outcome.Opened.class);
  }

  @Test
  void a_browser_that_signed_in_before_is_not_held_back_by_what_others_do_there() {
    var person = newPerson();
    var there = SignInAddresses.next();
    var known = (Outcome.Opened) attempt(person, PASSWORD, there);
    for (int i = 0; i < 6; i++) {
      attempt(person, "a wrong guess of it", there);
    }
    assertThat(attempt(person, PASSWORD, there)).isInstanceOf(Outcome.Held.class);
    assertThat(attempt(person, PASSWORD, there, known.device())).isInstanceOf(Outcome.Opened.class);
    assertThat(attempt(newPerson(), PASSWORD, there, known.device()))
        .isInstanceOf(Outcome.Opened.class);
  }

  @Test
  void whoever_takes_such_a_browser_gets_no_more_tries_than_others() {
    var person = newPerson();
    var known = (Outcome.Opened) attempt(person, PASSWORD, SignInAddresses.next());
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(person, "a wrong guess", SignInAddresses.next(), known.device()))
          .isInstanceOf(Outcome.Refused.class);
    }
    assertThat(attempt(person, PASSWORD, SignInAddresses.next(), known.device()))
        .isInstanceOf(Outcome.Held.class);
  }

  @Test
  void a_name_that_nobody_has_is_answered_as_one_that_somebody_has() {
    var there = SignInAddresses.next();
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(nobody, PASSWORD, there)).isEqualTo(new Outcome.Refused());
    }
    assertThat(attempt(nobody, PASSWORD, there)).isInstanceOf(Outcome.Held.class);
  }

  @Test
  void the_right_password_makes_failures_there_forgotten() {
    var person = newPerson();
    var there = SignInAddresses.next();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(attempt(person, "wrong", there)).isInstanceOf(Outcome.Refused.class);
      }
      assertThat(attempt(person, PASSWORD, there)).isInstanceOf(Outcome.Opened.class);
    }
  }

  @Test
  void one_address_may_not_try_many_names_for_ever() {
    var few = new SignInThrottle(database, Clock.systemUTC(), settings(5, 7, 100));
    var there = SignInAddresses.next();
    for (int i = 0; i < 7; i++) {
      assertThat(few.charge(few.buckets("name" + i, there, null)).delay()).isZero();
    }
    assertThat(few.charge(few.buckets("another", there, null)).delay()).isPositive();
  }

  @Test
  void many_addresses_may_not_try_one_name_for_ever() {
    var few = new SignInThrottle(database, Clock.systemUTC(), settings(5, 100, 7));
    var person = newPerson();
    for (int i = 0; i < 7; i++) {
      assertThat(few.charge(few.buckets(person, SignInAddresses.next(), null)).delay()).isZero();
    }
    assertThat(few.charge(few.buckets(person, SignInAddresses.next(), null)).delay()).isPositive();
    assertThat(few.charge(few.buckets(person, SignInAddresses.next(), "device")).delay()).isZero();
  }

  private static SignInThrottle.Settings settings(int person, int address, int name) {
    return new SignInThrottle.Settings() {
      @Override
      public int freeFailures() {
        return person;
      }

      @Override
      public int freeFailuresOfAddress() {
        return address;
      }

      @Override
      public int freeFailuresOfName() {
        return name;
      }
    };
  }

  @Test
  void a_hash_by_bcrypt_is_taken_and_renewed() {
    var person = newPerson();
    setHash(person, BcryptUtil.bcryptHash(PASSWORD, 4));
    assertThat(attempt(person, "wrong", SignInAddresses.next()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(attempt(person, PASSWORD, SignInAddresses.next()))
        .isInstanceOf(Outcome.Opened.class);
    assertThat(credentials.find(person).orElseThrow().hash()).startsWith("$argon2id$v=19$");
    assertThat(attempt(person, PASSWORD, SignInAddresses.next()))
        .isInstanceOf(Outcome.Opened.class);
  }

  private void setHash(String person, String hash) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createQuery("update Person set passwordHash = :hash where username = :name")
                    .setParameter("hash", hash)
                    .setParameter("name", person)
                    .executeUpdate());
  }

  @Test
  void a_deactivated_person_does_not_get_in() {
    var person = newPerson();
    changes.deactivate(person, Caller.SYSTEM);
    assertThat(attempt(person, PASSWORD, SignInAddresses.next())).isEqualTo(new Outcome.Refused());
    changes.reactivate(person, Caller.SYSTEM);
    assertThat(attempt(person, PASSWORD, SignInAddresses.next()))
        .isInstanceOf(Outcome.Opened.class);
  }

  @Test
  void where_passwords_are_for_some_only_those_sign_in_with_one() {
    var person = newPerson();
    for (var allowed : List.of("somebody-else", person)) {
      var some = new LocalSignIn(() -> Optional.of(Set.of(allowed)));
      var limited = new SignIn(credentials, throttle, devices, hashes, opening, failures, some);
      var attempt = new Attempt(person, PASSWORD, SignInAddresses.next(), null, null, null);
      assertThat(limited.signIn(attempt) instanceof Outcome.Opened)
          .isEqualTo(allowed.equals(person));
    }
  }

  @Test
  void no_transaction_holds_a_connection_while_a_password_is_hashed() {
    assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> hashes.hash(PASSWORD)))
        .hasStackTraceContaining("inside a transaction");
  }

  @Test
  void where_too_many_hashes_are_under_way_the_attempt_is_turned_away_and_not_counted() {
    var person = newPerson();
    var there = SignInAddresses.next();
    var busy =
        new SignIn(
            credentials,
            throttle,
            devices,
            new PasswordHashes(noTurns()),
            opening,
            failures,
            local);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> busy.signIn(new Attempt(person, PASSWORD, there, null, null, null)))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS));
    }
    assertThat(failuresOf(person, there)).isZero();
  }

  private static PasswordSettings noTurns() {
    return new PasswordSettings() {
      @Override
      public int shortest() {
        return 15;
      }

      @Override
      public int memory() {
        return 256;
      }

      @Override
      public int iterations() {
        return 1;
      }

      @Override
      public int parallelism() {
        return 1;
      }

      @Override
      public OptionalInt hashesAtOnce() {
        return OptionalInt.of(0);
      }
    };
  }

  private Sessions in(Duration later) {
    var clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    return new Sessions(database, clock, sessionSettings, log, rule, unfinished);
  }

  private boolean isSignedIn(String session, Duration later, boolean byPerson) {
    return QuarkusTransaction.requiringNew()
        .call(() -> in(later).find(session, byPerson).isPresent());
  }

  @Test
  void a_session_ends_when_it_is_idle_and_when_it_is_old() {
    var opened = (Outcome.Opened) attempt(newPerson(), PASSWORD, SignInAddresses.next());
    var session = opened.session();
    assertThat(isSignedIn(session, Duration.ofHours(13), true)).isFalse();
    assertThat(isSignedIn(session, Duration.ofHours(11), true)).isTrue();
    assertThat(isSignedIn(session, Duration.ofHours(22), true)).isTrue();
    assertThat(isSignedIn(session, Duration.ofHours(33), false)).isTrue();
    assertThat(isSignedIn(session, Duration.ofHours(35), true)).isFalse();
    for (int hours = 33; hours < 7 * 24; hours += 11) {
      assertThat(isSignedIn(session, Duration.ofHours(hours), true)).isTrue();
    }
    assertThat(isSignedIn(session, Duration.ofHours(7 * 24 + 1), true)).isFalse();
  }

  @Test
  void whoever_signs_in_again_has_a_new_session_and_the_old_one_ends() {
    var person = newPerson();
    var first = ConsoleSession.signIn(person, PASSWORD);
    var second =
        first
            .browser()
            .formParam("username", person)
            .formParam("password", PASSWORD)
            .post("/sign-in")
            .cookie(SessionCookie.NAME);
    assertThat(second).isNotEqualTo(first.cookie());
    first.browser().get("/settings").then().statusCode(303);
    given().cookie(SessionCookie.NAME, second).get("/settings").then().statusCode(200);
  }

  @Test
  void the_page_says_how_long_to_wait() {
    var person = newPerson();
    for (int i = 0; i < 5; i++) {
      given()
          .formParam("username", person)
          .formParam("password", "wrong")
          .post("/sign-in")
          .then()
          .statusCode(401)
          .body(containsString("do not go together"));
    }
    given()
        .formParam("username", person)
        .formParam("password", PASSWORD)
        .post("/sign-in")
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"))
        .body(containsString("too many wrong tries"));
  }

  @Test
  void a_form_without_its_fields_is_refused_as_a_wrong_password_is() {
    given().formParam("next", "/").post("/sign-in").then().statusCode(401);
  }
}
