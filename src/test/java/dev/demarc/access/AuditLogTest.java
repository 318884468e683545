package dev.demarc.access;

import static dev.demarc.Api.client;
import static dev.demarc.ConsoleSession.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.RepeatedFailures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DemarcTest
class AuditLogTest {

  @Inject People people;
  @Inject PersonChanges changes;
  @Inject AuditLog log;
  @Inject EntityManager database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'nobody'",
        "delete from audit_entry",
        "truncate audit_entry"
      })
  void the_database_refuses_to_change_it_and_says_so(String statement) {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery(statement).executeUpdate()))
        .hasStackTraceContaining("The audit log is only added to");
  }

  private static List<String> kinds(String of) {
    return client().get("/api/v1/audit?limit=200&actor=" + of).path("items.kind");
  }

  @Test
  void tells_of_signing_in_and_out_of_failures_and_of_changes() {
    var person = ConsoleSession.newPerson(Roles.ANALYST);
    given()
        .formParam("username", person)
        .formParam("password", "a slip of the finger")
        .post("/sign-in")
        .then()
        .statusCode(401);
    var signedIn = ConsoleSession.signIn(person, PASSWORD);
    signedIn.form().post("/sign-out").then().statusCode(303);
    changes.changeRole(person, Roles.ADMINISTRATOR, Caller.SYSTEM);
    changes.changeRole(person, Roles.ANALYST, Caller.SYSTEM);
    changes.deactivate(person, Caller.SYSTEM);
    changes.reactivate(person, Caller.SYSTEM);
    assertThat(kinds(person))
        .containsExactly(
            "person-reactivated",
            "person-deactivated",
            "role-changed",
            "role-changed",
            "signed-out",
            "signed-in",
            "sign-in-failed",
            "person-added");
    client()
        .get("/api/v1/audit?kind=signed-in&actor=" + person)
        .then()
        .body("items", hasSize(1))
        .body("items[0].actor", is(person))
        .body("items[0].actorKind", is("person"))
        .body("items[0].address", is("127.0.0.1"));
    ConsoleSession.ofAdministrator()
        .browser()
        .get("/settings/audit?actor=" + person)
        .then()
        .statusCode(200)
        .body(containsString("failed to sign in"))
        .body(containsString("analyst to administrator"));
  }

  @Test
  void never_holds_what_was_typed_as_a_name_or_password() {
    var typed = "secret-" + UUID.randomUUID();
    given().formParam("username", typed).formParam("password", typed).post("/sign-in");
    assertThat(client().get("/api/v1/audit?limit=200").asString())
        .contains("sign-in-failed")
        .doesNotContain(typed);
  }

  private RepeatedFailures at(Instant now) {
    return new RepeatedFailures(database, log, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void failures_that_repeat_are_one_entry_and_their_number() {
    var person = "p" + UUID.randomUUID();
    var address = SignInAddresses.next();
    var now = Instant.now();
    for (int i = 0; i < 30; i++) {
      at(now).add(AuditKind.SIGN_IN_FAILED, person, address, null);
    }
    assertThat(times(person)).containsExactly(1);
    at(now.plus(RepeatedFailures.TOGETHER)).write();
    assertThat(times(person)).containsExactly(29, 1);
    at(now.plus(Duration.ofMinutes(9))).write();
    assertThat(times(person)).containsExactly(29, 1);
    at(now.plus(Duration.ofMinutes(9))).add(AuditKind.SIGN_IN_FAILED, person, address, null);
    assertThat(times(person)).containsExactly(1, 29, 1);
  }

  @Test
  void failures_from_very_many_networks_are_few_entries_too() {
    var what = "many-" + UUID.randomUUID();
    var now = Instant.now();
    var earlier = failuresWithinTheHour();
    var few = new RepeatedFailures(database, log, Clock.fixed(now, ZoneOffset.UTC), earlier + 20);
    for (int i = 0; i < 200; i++) {
      few.add(AuditKind.SIGN_IN_FAILED, null, SignInAddresses.next(), what);
    }
    assertThat(entries(what)).hasSizeBetween(1, 21);
    at(now.plus(RepeatedFailures.TOGETHER)).write();
    assertThat(entries(what)).hasSizeBetween(1, 21);
    at(now.plus(RepeatedFailures.MANY_TOGETHER)).write();
    assertThat(entries(what)).hasSizeBetween(2, 22);
    assertThat(entries(what).stream().mapToInt(times -> times).sum()).isEqualTo(200);
  }

  private int failuresWithinTheHour() {
    return ((Number)
            database
                .createNativeQuery(
                    "select count(*) from audit_entry where kind in ('sign-in-failed',"
                        + " 'password-refused', 'key-refused') and at > now() - interval '1 hour'")
                .getSingleResult())
        .intValue();
  }

  private List<Integer> entries(String detail) {
    return database
        .createNativeQuery("select times from audit_entry where detail = :detail", Integer.class)
        .setParameter("detail", detail)
        .getResultList();
  }

  private static List<Integer> times(String of) {
    return client().get("/api/v1/audit?actor=" + of).path("items.times");
  }

  @Test
  void is_read_page_by_page_and_by_kind() {
    var person = ConsoleSession.newPerson(Roles.ANALYST);
    for (int i = 0; i < 3; i++) {
      ConsoleSession.signIn(person, PASSWORD);
    }
    var first = client().get("/api/v1/audit?limit=2&actor=" + person);
    first.then().body("items", hasSize(2));
    String next = first.path("next");
    client()
        .get("/api/v1/audit?limit=2&actor=" + person + "&cursor=" + next)
        .then()
        .body("items.kind", is(List.of("signed-in", "person-added")));
    client()
        .get("/api/v1/audit?kind=signed-in&limit=5")
        .then()
        .body("items.kind", everyItem(is("signed-in")));
    client().get("/api/v1/audit?kind=nonsense").then().statusCode(422);
    client().get("/api/v1/audit?cursor=nonsense").then().statusCode(422);
  }
}
