package dev.demarc.access;

import static dev.demarc.ConsoleSession.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.SecondFactorRule;
import dev.demarc.console.FormToken;
import dev.demarc.shared.SecretEncryption;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs in by the provider of the tests, which says whatever a test wants it to say. */
@DemarcTest
class ProviderSignInTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject People people;
  @Inject PersonChanges changes;
  @Inject ApiKeys keys;
  @Inject AuditLog log;

  private final String subject = "subject-" + UUID.randomUUID();
  private final String name = "jo" + UUID.randomUUID().toString().substring(0, 8);

  /** A browser on its way to the provider. */
  private record Away(Cookies cookies, Map<String, String> asked) {

    static Away from(String path) {
      var answer =
          given().redirects().follow(false).get(path).then().statusCode(302).extract().response();
      var address = URI.create(answer.header("Location"));
      assertThat(address.getAuthority()).startsWith("127.0.0.1:");
      assertThat(address.getPath()).isEqualTo("/realm/authorize");
      var asked =
          Arrays.stream(address.getRawQuery().split("&"))
              .map(field -> field.split("=", 2))
              .collect(
                  Collectors.toMap(
                      field -> field[0],
                      field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
      return new Away(answer.detailedCookies(), asked);
    }

    Response back(Map<String, Object> code) {
      return back(code, asked.get("state"));
    }

    Response back(Map<String, Object> code, String state) {
      return given()
          .redirects()
          .follow(false)
          .cookies(cookies)
          .queryParam("code", encoded(code))
          .queryParam("state", state)
          .get("/sign-in/oidc");
    }

    private static String encoded(Map<String, Object> code) {
      try {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(code));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** What an honest provider puts into the token. */
    Map<String, Object> claims(String subject, String username, String... roles) {
      long now = Instant.now().getEpochSecond();
      var claims = new HashMap<String, Object>();
      claims.put("sub", subject);
      claims.put("aud", asked.get("client_id"));
      claims.put("nonce", asked.get("nonce"));
      claims.put("iat", now);
      claims.put("exp", now + 300);
      claims.put("preferred_username", username);
      claims.put("realm_access", Map.of("roles", roles));
      return claims;
    }

    Map<String, Object> code(Map<String, Object> claims) {
      var code = new HashMap<String, Object>();
      code.put("claims", claims);
      code.put("challenge", asked.get("code_challenge"));
      return code;
    }
  }

  private Response signIn(String... roles) {
    var away = Away.from("/sign-in/oidc?next=/settings");
    return away.back(away.code(away.claims(subject, name, roles)));
  }

  private static void assertSignedIn(Response answer) {
    answer.then().statusCode(303).header("Location", containsString("/settings"));
    given()
        .cookie(SessionCookie.NAME, answer.cookie(SessionCookie.NAME))
        .get("/settings")
        .then()
        .statusCode(200);
  }

  private static void assertRefused(Response answer, String why) {
    answer.then().statusCode(303).header("Location", containsString("/sign-in?why=" + why));
    assertThat(answer.cookie(SessionCookie.NAME)).isNull();
  }

  private List<String> audited(String who) {
    return log.list(who, null, 50, null).items().stream()
        .map(line -> line.kind() + (line.detail() == null ? "" : " " + line.detail()))
        .toList();
  }

  @Test
  void asks_for_a_code_with_pkce_and_nonce() {
    var asked = Away.from("/sign-in/oidc").asked();
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(asked.get("scope").split(" ")).contains("openid", "profile", "email");
    assertThat(asked.get("redirect_uri")).endsWith("/sign-in/oidc").doesNotContain("next");
  }

  @Test
  void whoever_has_a_role_there_has_it_here_from_the_first_sign_in() {
    var answer = signIn("demarc-leads", "offline_access");
    assertSignedIn(answer);
    var person = people.get(name);
    assertThat(person.role()).isEqualTo(Roles.LEAD);
    assertThat(person.issuer()).endsWith("/realm");
    assertThat(audited(name)).first().asString().startsWith("signed-in by http");
    assertThat(audited(name).get(1)).startsWith("person-added lead, by http");
  }

  @Test
  void nothing_of_the_extension_is_left_in_the_browser() {
    var answer = signIn("demarc-analysts");
    assertThat(answer.detailedCookies().asList())
        .filteredOn(cookie -> cookie.getName().startsWith("q_") && cookie.getMaxAge() != 0)
        .isEmpty();
    assertThat(answer.headers().getValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("q_session"));
  }

  @Test
  void a_role_that_changed_there_changes_here_with_the_next_sign_in() {
    signIn("demarc-administrators", "demarc-auditors");
    assertThat(people.get(name).role()).isEqualTo(Roles.ADMINISTRATOR);
    assertSignedIn(signIn("csirt"));
    assertThat(people.get(name).role()).isEqualTo(Roles.ANALYST);
    assertThat(audited(name).get(1)).startsWith("role-changed administrator to analyst, by http");
  }

  @Test
  void whoever_has_no_role_is_refused_and_loses_what_they_had() {
    var first = signIn("demarc-administrators");
    assertRefused(signIn("Demarc-Administrators", "administrator"), "no-role");
    given()
        .redirects()
        .follow(false)
        .cookie(SessionCookie.NAME, first.cookie(SessionCookie.NAME))
        .get("/settings")
        .then()
        .statusCode(303);
    assertThat(audited(name)).contains("sign-in-failed without a role");
    given().get("/sign-in?why=no-role").then().body(containsString("you have no role in Demarc"));
  }

  @Test
  void nobody_is_made_who_has_no_role() {
    assertRefused(signIn(), "no-role");
    assertThat(people.all()).noneMatch(person -> person.username().equals(name));
  }

  @Test
  void a_deactivated_person_is_refused_whatever_the_provider_says() {
    signIn("demarc-analysts");
    changes.deactivate(name, Caller.SYSTEM);
    assertRefused(signIn("demarc-administrators"), "deactivated");
    assertThat(people.get(name).role()).isEqualTo(Roles.ANALYST);
    assertThat(audited(name)).contains("sign-in-failed deactivated");
  }

  @Test
  void a_name_or_an_address_makes_nobody_somebody_else() {
    var local = ConsoleSession.newPerson(Roles.ADMINISTRATOR);
    var away = Away.from("/sign-in/oidc?next=/settings");
    var claims = away.claims(subject, local.toUpperCase() + "@corp.example", "demarc-analysts");
    claims.put("email", "shared@corp.example");
    assertSignedIn(away.back(away.code(claims)));
    assertThat(people.get(local).role()).isEqualTo(Roles.ADMINISTRATOR);
    assertThat(people.get(local + "-2").role()).isEqualTo(Roles.ANALYST);
    away = Away.from("/sign-in/oidc?next=/settings");
    claims.put("sub", "another-" + subject);
    claims.put("nonce", away.asked().get("nonce"));
    assertSignedIn(away.back(away.code(claims)));
    assertThat(people.get(local + "-3").role()).isEqualTo(Roles.ANALYST);
  }

  @Test
  void a_person_of_the_provider_has_no_password_and_takes_none() {
    signIn("demarc-analysts");
    for (var password : List.of("", PASSWORD)) {
      given()
          .formParam("username", name)
          .formParam("password", password)
          .post("/sign-in")
          .then()
          .statusCode(401);
    }
    var administrator = ConsoleSession.ofNewPerson(Roles.ADMINISTRATOR);
    for (var change : List.of("password", "role")) {
      administrator
          .form()
          .formParam("password", PASSWORD)
          .formParam("role", "lead")
          .post("/settings/people/" + name + "/" + change)
          .then()
          .statusCode(409)
          .body(containsString("signs in by"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsigned",
        "signed by the client's secret",
        "signed by another key",
        "another issuer",
        "another audience",
        "no audience",
        "expired",
        "another nonce",
        "no nonce",
        "no subject",
        "another verifier"
      })
  void a_token_that_is_not_right_in_every_way_signs_nobody_in(String fault) {
    var away = Away.from("/sign-in/oidc?next=/settings");
    var claims = away.claims(subject, name, "demarc-administrators");
    var code = away.code(claims);
    switch (fault) {
      case "unsigned" -> code.put("signed", "none");
      case "signed by the client's secret" -> code.put("signed", "HS256");
      case "signed by another key" -> code.put("signed", "another key");
      case "another issuer" -> claims.put("iss", "http://127.0.0.1:1/realm");
      case "another audience" -> claims.put("aud", "another-client");
      case "no audience" -> claims.remove("aud");
      case "expired" -> {
        claims.put("iat", Instant.now().getEpochSecond() - 900);
        claims.put("exp", Instant.now().getEpochSecond() - 600);
      }
      case "another nonce" -> claims.put("nonce", UUID.randomUUID().toString());
      case "no nonce" -> claims.remove("nonce");
      case "no subject" -> claims.remove("sub");
      case "another verifier" -> code.put("challenge", "x");
      default -> throw new IllegalArgumentException(fault);
    }
    assertRefused(away.back(code), "failed");
    assertThat(people.all()).noneMatch(person -> person.username().equals(name));
  }

  @Test
  void an_answer_to_a_question_of_another_browser_signs_nobody_in() {
    var victim = Away.from("/sign-in/oidc?next=/settings");
    var attacker = Away.from("/sign-in/oidc");
    var code = attacker.code(attacker.claims(subject, name, "demarc-analysts"));
    assertRefused(victim.back(code, attacker.asked().get("state")), "failed");
    assertRefused(new Away(new Cookies(), Map.of()).back(code, "x"), "failed");
    assertRefused(victim.back(code), "failed");
  }

  @Test
  void an_answer_is_good_once() {
    var away = Away.from("/sign-in/oidc?next=/settings");
    var code = away.code(away.claims(subject, name, "demarc-analysts"));
    var answer = away.back(code);
    assertSignedIn(answer);
    assertThat(answer.headers().getValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("q_auth") && cookie.contains("Max-Age=0"));
  }

  @Test
  void what_the_provider_refuses_leads_back_to_the_sign_in_page() {
    var away = Away.from("/sign-in/oidc");
    assertRefused(
        given()
            .redirects()
            .follow(false)
            .cookies(away.cookies())
            .get("/sign-in/oidc?error=access_denied&state=" + away.asked().get("state")),
        "failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example"})
  void nobody_is_led_to_another_site_afterwards(String next) {
    var away = Away.from("/sign-in/oidc?next=" + next);
    away.back(away.code(away.claims(subject, name, "demarc-analysts")))
        .then()
        .statusCode(303)
        .header("Location", not(containsString("evil")));
  }

  @Test
  void no_token_of_the_provider_opens_the_api_or_the_console() throws Exception {
    var away = Away.from("/sign-in/oidc");
    var header = Base64.getUrlEncoder().encodeToString("{\"alg\":\"ES256\"}".getBytes());
    var body = JSON.writeValueAsBytes(away.claims(subject, name, "administrator"));
    var token = header + "." + Base64.getUrlEncoder().encodeToString(body) + ".AAAA";
    for (var path : List.of("/api/v1/cases", "/settings")) {
      given()
          .redirects()
          .follow(false)
          .header("Authorization", "Bearer " + token)
          .cookie("q_session_demarc", token)
          .cookie("q_session", token)
          .get(path)
          .then()
          .statusCode(path.startsWith("/api") ? 401 : 303);
    }
    assertThat(Arc.container().select(HttpAuthenticationMechanism.class).stream().toList())
        .singleElement()
        .isInstanceOf(KeyOrSession.class);
  }

  @Test
  void the_identity_that_the_provider_proves_has_no_role_of_its_own() {
    var away = Away.from("/sign-in/oidc");
    var claims = away.claims(subject, name, "administrator");
    claims.put("groups", List.of("administrator", "lead", "analyst"));
    assertRefused(away.back(away.code(claims)), "no-role");
  }

  @Test
  void what_is_sensitive_asks_a_person_of_the_provider_to_sign_in_there_again() {
    for (int minutes : new int[] {0, 60}) {
      var away = Away.from("/sign-in/oidc?prompt=login&next=/settings");
      assertThat(away.asked()).containsEntry("prompt", "login");
      var claims = away.claims(subject, name, "demarc-administrators");
      claims.put("auth_time", Instant.now().getEpochSecond() - minutes * 60);
      var session = away.back(away.code(claims)).cookie(SessionCookie.NAME);
      given()
          .cookie(SessionCookie.NAME, session)
          .formParam("csrf", FormToken.masked(Secret.csrfToken(session)))
          .formParam("email", "customer-security@demarc.example")
          .post("/settings/queues/customer-security")
          .then()
          .statusCode(minutes == 0 ? 200 : 403)
          .body(containsString(minutes == 0 ? "goes to" : "/sign-in/oidc?prompt=login"));
    }
  }

  @Test
  void keys_of_an_administrator_end_when_the_provider_takes_the_role() {
    signIn("demarc-administrators");
    var wanted = new ApiKeys.Wanted("of-" + name, List.of("read"), List.of(), null, null, null);
    var caller = Caller.of(name, null);
    var key = keys.create(wanted, caller).secret();
    given().header("Authorization", "Bearer " + key).get("/api/v1/cases").then().statusCode(200);
    signIn("demarc-leads");
    given().header("Authorization", "Bearer " + key).get("/api/v1/cases").then().statusCode(401);
  }

  @Test
  void signing_out_offers_to_sign_out_there_too() {
    var session = signIn("demarc-analysts").cookie(SessionCookie.NAME);
    given()
        .redirects()
        .follow(false)
        .cookie(SessionCookie.NAME, session)
        .formParam("csrf", FormToken.masked(Secret.csrfToken(session)))
        .post("/sign-out")
        .then()
        .header("Location", containsString("/sign-in?out=true"));
    given().get("/sign-in?out=true").then().body(containsString("sign out there too"));
    given()
        .redirects()
        .follow(false)
        .get("/sign-in/oidc/end")
        .then()
        .statusCode(303)
        .header("Location", matchesPattern("http://127[^/]+/realm/end[?]client_id=demarc-test&.*"));
  }

  @Test
  void a_person_of_the_provider_needs_no_second_factor_of_ours() {
    signIn("demarc-analysts");
    var rule =
        new SecondFactorRule(
            () -> Optional.of(Set.of(Roles.ANALYST)), new SecretEncryption(Optional::empty));
    QuarkusTransaction.requiringNew()
        .run(() -> assertThat(rule.isMissing(people.required(name))).isFalse());
  }
}
