package dev.demarc.access;

import static dev.demarc.ConsoleSession.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.KnownDevices;
import dev.demarc.access.signin.PasswordChanges;
import dev.demarc.access.signin.SecondFactorRule;
import dev.demarc.access.signin.SessionOpening;
import dev.demarc.access.signin.SessionSettings;
import dev.demarc.access.signin.Sessions;
import dev.demarc.access.signin.SignIn;
import dev.demarc.access.signin.UnfinishedSignIns;
import dev.demarc.access.totp.TotpCodes;
import dev.demarc.shared.SecretEncryption;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class SecondFactorTest {

  private static final Pattern OFFER = Pattern.compile("name=\"offer\" value=\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");
  private static final Pattern RECOVERY_CODE = Pattern.compile("<li><code>([a-z2-7-]+)</code>");

  @Inject People people;
  @Inject PersonChanges changes;
  @Inject PasswordChanges passwords;
  @Inject AuditLog log;
  @Inject Sessions sessions;
  @Inject KnownDevices devices;
  @Inject UnfinishedSignIns unfinished;
  @Inject SessionSettings settings;
  @Inject SecretEncryption encryption;
  @Inject EntityManager database;

  private String person;
  private ConsoleSession browser;

  @BeforeEach
  void somebody_signs_in() {
    person = ConsoleSession.newPerson(Roles.ANALYST);
    browser = ConsoleSession.signIn(person, PASSWORD);
  }

  private static String found(Pattern pattern, String page) {
    var matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  private String begin() {
    return browser
        .form()
        .formParam("current", PASSWORD)
        .post("/settings/account/second-factor")
        .then()
        .statusCode(200)
        .body(containsString("class=\"qr\""))
        .extract()
        .asString();
  }

  private Response confirm(String offer, String code) {
    return browser
        .form()
        .formParam("offer", offer)
        .formParam("code", code)
        .post("/settings/account/second-factor/confirmation");
  }

  /** Sets one up. */
  private Authenticator setUp() {
    var page = begin();
    var authenticator = new Authenticator(found(SECRET, page));
    var codes = confirm(found(OFFER, page), authenticator.next()).asString();
    var recovery = new ArrayList<String>();
    var matcher = RECOVERY_CODE.matcher(codes);
    while (matcher.find()) {
      recovery.add(matcher.group(1));
    }
    assertThat(recovery).hasSize(10);
    authenticator.recovery.addAll(recovery);
    return authenticator;
  }

  /** Gives each code once, and lets the person's last step be forgotten so that no test waits. */
  private class Authenticator {
    final String secret;
    final List<String> recovery = new ArrayList<>();

    Authenticator(String secret) {
      this.secret = secret;
    }

    String next() {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  database
                      .createQuery("update Person set totpLastStep = 0 where username = :name")
                      .setParameter("name", person)
                      .executeUpdate());
      return now();
    }

    String now() {
      return TotpCodes.now(secret);
    }

    String wrong() {
      return now().equals("000000") ? "000001" : "000000";
    }
  }

  private static String afterPassword(String username) {
    return given()
        .redirects()
        .follow(false)
        .formParam("username", username)
        .formParam("password", PASSWORD)
        .formParam("next", "/settings")
        .post("/sign-in")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in/second-factor?next=%2Fsettings"))
        .extract()
        .cookie(SessionCookie.UNFINISHED);
  }

  private static Response give(String unfinished, String code) {
    return given()
        .redirects()
        .follow(false)
        .cookie(SessionCookie.UNFINISHED, unfinished)
        .formParam("code", code)
        .formParam("next", "/settings")
        .post("/sign-in/second-factor");
  }

  private List<String> audited() {
    return log.list(person, null, 50, null).items().stream()
        .map(line -> line.kind() + (line.detail() == null ? "" : " " + line.detail()))
        .toList();
  }

  @Test
  void a_password_alone_signs_nobody_in_who_has_a_second_factor() {
    var authenticator = setUp();
    var unfinished = afterPassword(person);
    given()
        .redirects()
        .follow(false)
        .cookie(SessionCookie.NAME, unfinished)
        .cookie(SessionCookie.UNFINISHED, unfinished)
        .get("/settings")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in"));
    var session =
        give(unfinished, authenticator.next())
            .then()
            .statusCode(303)
            .header("Location", containsString("/settings"))
            .extract()
            .cookie(SessionCookie.NAME);
    given().cookie(SessionCookie.NAME, session).get("/settings").then().statusCode(200);
    assertThat(audited().get(0)).isEqualTo("signed-in with a second factor");
    assertThat(audited()).contains("second-factor-set-up");
  }

  @Test
  void what_is_begun_is_good_for_one_session() {
    var authenticator = setUp();
    var unfinished = afterPassword(person);
    give(unfinished, authenticator.next()).then().statusCode(303);
    give(unfinished, authenticator.next())
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in?why=ended"));
  }

  @Test
  void a_code_is_taken_once() {
    var authenticator = setUp();
    var code = authenticator.next();
    give(afterPassword(person), code).then().statusCode(303);
    give(afterPassword(person), code)
        .then()
        .statusCode(401)
        .body(containsString("was used before"));
  }

  @Test
  void of_eight_who_give_one_code_at_the_same_time_one_gets_in() throws Exception {
    var authenticator = setUp();
    var tries = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      var unfinished = afterPassword(person);
      tries.add(() -> give(unfinished, authenticator.now()).statusCode());
    }
    var threads = Executors.newFixedThreadPool(8);
    try {
      authenticator.next();
      var answers = new ArrayList<Integer>();
      for (var answer : threads.invokeAll(tries)) {
        answers.add(answer.get());
      }
      assertThat(answers).filteredOn(status -> status == 303).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void codes_are_slowed_as_passwords_are_wherever_they_come_from() {
    var authenticator = setUp();
    for (int i = 0; i < 5; i++) {
      give(afterPassword(person), authenticator.wrong()).then().statusCode(401);
    }
    give(afterPassword(person), authenticator.next())
        .then()
        .statusCode(429)
        .body(containsString("too many wrong tries"));
    assertThat(audited()).contains("sign-in-failed wrong code", "sign-in-failed code held back");
  }

  @Test
  void a_recovery_code_is_good_once() {
    var authenticator = setUp();
    var recovery = authenticator.recovery.get(3);
    give(afterPassword(person), " " + recovery.toUpperCase()).then().statusCode(303);
    give(afterPassword(person), recovery).then().statusCode(401);
    assertThat(audited()).contains("recovery-code-used left: 9");
  }

  @Test
  void it_counts_only_once_a_code_of_it_was_given() {
    var page = begin();
    var authenticator = new Authenticator(found(SECRET, page));
    confirm(found(OFFER, page), authenticator.wrong())
        .then()
        .statusCode(200)
        .body(containsString("That code is wrong"));
    ConsoleSession.signIn(person, PASSWORD);
    confirm(found(OFFER, page), authenticator.next())
        .then()
        .statusCode(200)
        .body(containsString("Recovery codes"));
    afterPassword(person);
  }

  @Test
  void an_offer_is_good_for_the_person_it_was_made_for_and_nobody_else() {
    var offer = found(OFFER, begin());
    var other = ConsoleSession.newPerson(Roles.ANALYST);
    ConsoleSession.signIn(other, PASSWORD)
        .form()
        .formParam("offer", offer)
        .formParam("code", "123456")
        .post("/settings/account/second-factor/confirmation")
        .then()
        .statusCode(409);
    for (var garbage : List.of("", "x", "AAAA", offer.substring(2))) {
      confirm(garbage, "123456").then().statusCode(409);
    }
  }

  @Test
  void setting_one_up_asks_for_the_password_and_ends_the_other_sessions() {
    browser
        .form()
        .formParam("current", "a wrong guess of it")
        .post("/settings/account/second-factor")
        .then()
        .statusCode(422)
        .body(not(containsString("class=\"qr\"")));
    var elsewhere = ConsoleSession.signIn(person, PASSWORD);
    setUp();
    elsewhere.browser().get("/settings").then().statusCode(303);
    browser.browser().get("/settings").then().statusCode(200);
  }

  @Test
  void turning_it_off_asks_for_password_and_code() {
    var authenticator = setUp();
    turnOff("a wrong guess of it", authenticator.next()).then().statusCode(422);
    turnOff(PASSWORD, authenticator.wrong()).then().statusCode(422);
    afterPassword(person);
    turnOff(PASSWORD, authenticator.next())
        .then()
        .statusCode(200)
        .body(containsString("Your second factor is turned off"));
    ConsoleSession.signIn(person, PASSWORD);
    assertThat(audited()).contains("second-factor-turned-off", "second-factor-refused wrong code");
    assertThat(recoveryCodes()).isZero();
  }

  private Response turnOff(String current, String code) {
    return browser
        .form()
        .formParam("current", current)
        .formParam("code", code)
        .post("/settings/account/second-factor/removal");
  }

  private long recoveryCodes() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        database
                            .createNativeQuery(
                                "select count(*) from recovery_code c join person p on p.id ="
                                    + " c.person_id where p.username = :name")
                            .setParameter("name", person)
                            .getSingleResult())
                    .longValue());
  }

  /** Subject and text of the mails that they got. */
  private List<String> mails(String address) {
    return Api.client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .<Map<String, Object>>getList(
            "items.findAll { it.recipient == '" + address + "' && it.kind == 'sign-in' }")
        .stream()
        .map(mail -> mail.get("subject") + "\n" + mail.get("bodyText"))
        .toList();
  }

  private String reachable() {
    var address = person + "@desk.example";
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createQuery("update Person set email = :email where username = :name")
                    .setParameter("email", address)
                    .setParameter("name", person)
                    .executeUpdate());
    return address;
  }

  @Test
  void whose_second_factor_is_removed_is_told_by_mail_by_whomever_it_was() {
    var address = reachable();
    var authenticator = setUp();
    turnOff(PASSWORD, authenticator.wrong()).then().statusCode(422);
    assertThat(mails(address)).isEmpty();
    turnOff(PASSWORD, authenticator.next()).then().statusCode(200);
    assertThat(mails(address))
        .singleElement()
        .asString()
        .contains("[Demarc] Your second factor was removed", "turned off with your password");
    setUp();
    var administrator = ConsoleSession.ofNewPerson(Roles.ADMINISTRATOR);
    administrator.form().post("/settings/people/" + person + "/second-factor/removal");
    assertThat(mails(address)).hasSize(2);
    assertThat(mails(address))
        .anyMatch(mail -> mail.contains("removed by " + administrator.username()));
  }

  @Test
  void new_recovery_codes_take_the_place_of_the_old_ones() {
    var authenticator = setUp();
    browser
        .form()
        .formParam("current", PASSWORD)
        .formParam("code", authenticator.next())
        .post("/settings/account/second-factor/recovery-codes")
        .then()
        .statusCode(200)
        .body(containsString("count no more"));
    give(afterPassword(person), authenticator.recovery.get(0)).then().statusCode(401);
    assertThat(recoveryCodes()).isEqualTo(10);
  }

  @Test
  void an_administrator_resets_that_of_another_and_all_their_sessions_end() {
    setUp();
    var begun = afterPassword(person);
    var administrator = ConsoleSession.ofNewPerson(Roles.ADMINISTRATOR);
    administrator
        .form()
        .post("/settings/people/" + person + "/second-factor/removal")
        .then()
        .statusCode(200)
        .body(containsString("no second factor any more"));
    browser.browser().get("/settings").then().statusCode(303);
    give(begun, "123456").then().header("Location", containsString("why=ended"));
    ConsoleSession.signIn(person, PASSWORD);
    assertThat(audited()).contains("second-factor-reset");
    administrator
        .form()
        .post("/settings/people/" + administrator.username() + "/second-factor/removal")
        .then()
        .statusCode(409);
  }

  @Test
  void what_is_begun_ends_with_a_new_password_and_with_a_deactivation() {
    setUp();
    var begun = afterPassword(person);
    passwords.set(person, PASSWORD, Caller.SYSTEM);
    give(begun, "123456").then().header("Location", containsString("why=ended"));
    begun = afterPassword(person);
    changes.deactivate(person, Caller.SYSTEM);
    give(begun, "123456").then().header("Location", containsString("why=ended"));
  }

  private static final SignInOrigin HERE = new SignInOrigin(null, null, null, null);

  private SecondFactorRule requiredForAnalysts() {
    return new SecondFactorRule(() -> Optional.of(Set.of(Roles.ANALYST)), encryption);
  }

  private String begunWhereItIsRequired() {
    var opening = new SessionOpening(sessions, devices, unfinished, requiredForAnalysts());
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((SignIn.Outcome.SecondStep) opening.afterPassword(people.required(person), HERE))
                    .token());
  }

  @Test
  void whoever_must_have_one_sets_it_up_after_the_password_and_gets_no_session_before() {
    var begun = begunWhereItIsRequired();
    var page =
        given()
            .cookie(SessionCookie.UNFINISHED, begun)
            .get("/sign-in/second-factor")
            .then()
            .statusCode(200)
            .body(containsString("Your role needs a second factor"))
            .extract()
            .asString();
    var authenticator = new Authenticator(found(SECRET, page));
    setUpAtSignIn(begun, found(OFFER, page), authenticator.wrong()).then().statusCode(401);
    var done = setUpAtSignIn(begun, found(OFFER, page), authenticator.next());
    assertThat(found(RECOVERY_CODE, done.asString())).hasSize(27);
    given()
        .cookie(SessionCookie.NAME, done.cookie(SessionCookie.NAME))
        .get("/settings")
        .then()
        .statusCode(200);
    browser.browser().get("/settings").then().statusCode(303);
    setUpAtSignIn(begun, found(OFFER, page), authenticator.next())
        .then()
        .header("Location", containsString("why=ended"));
    give(afterPassword(person), authenticator.next()).then().statusCode(303);
  }

  private static Response setUpAtSignIn(String begun, String offer, String code) {
    return given()
        .redirects()
        .follow(false)
        .cookie(SessionCookie.UNFINISHED, begun)
        .formParam("offer", offer)
        .formParam("code", code)
        .post("/sign-in/second-factor");
  }

  @Test
  void a_session_from_before_it_was_required_opens_nothing() {
    var clock = Clock.systemUTC();
    var strict = new Sessions(database, clock, settings, log, requiredForAnalysts(), unfinished);
    assertThat(isSignedIn(sessions)).isTrue();
    assertThat(isSignedIn(strict)).isFalse();
    setUp();
    assertThat(isSignedIn(strict)).isTrue();
  }

  private boolean isSignedIn(Sessions known) {
    return QuarkusTransaction.requiringNew()
        .call(() -> known.find(browser.cookie(), true).isPresent());
  }

  @Test
  void requiring_it_without_a_key_for_secrets_stops_the_start() {
    var rule =
        new SecondFactorRule(
            () -> Optional.of(Set.of(Roles.LEAD)), new SecretEncryption(Optional::empty));
    assertThatThrownBy(() -> rule.check(null)).hasMessageContaining("DEMARC_SECRETS_KEY");
    var typo = new SecondFactorRule(() -> Optional.of(Set.of("admin")), encryption);
    assertThatThrownBy(() -> typo.check(null)).hasMessageContaining("name roles");
  }

  @Test
  void the_secret_is_stored_encrypted() {
    var authenticator = setUp();
    var stored =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    (byte[])
                        database
                            .createNativeQuery(
                                "select totp_secret from person where username = :name",
                                byte[].class)
                            .setParameter("name", person)
                            .getSingleResult());
    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain(authenticator.secret.replace(" ", ""));
    assertThat(stored[0]).isEqualTo((byte) 1);
  }
}
