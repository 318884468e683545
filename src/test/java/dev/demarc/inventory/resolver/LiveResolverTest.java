package dev.demarc.inventory.resolver;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.AnotherTransaction;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** It is asked about 192.175.48.0/24 only, which no other test reports. */
@DemarcTest
class LiveResolverTest {

  private static final String RESOLVERS = "/api/v1/inventory/resolvers";
  private static final String SECRET = "sixteen letters, at least";
  private static final String ASKED = "select id from resolver_question where asked = '%s'";
  private static final AtomicInteger NEXT = new AtomicInteger(1);
  private static final Instant EVENT = Instant.parse("2026-10-01T12:00:00Z");

  @Inject DataSource database;
  @Inject ResolverQuestions questions;
  @Inject ResolverAnswers answers;
  @Inject Resolvers resolvers;

  private ReferenceResolver resolver;
  private String id;

  @BeforeEach
  void one_that_answers() throws Exception {
    resolver = new ReferenceResolver(SECRET, 0);
    id =
        json()
            .body(
                Map.of(
                    "name",
                    "customers-" + UUID.randomUUID(),
                    "url",
                    resolver.url(),
                    "secret",
                    SECRET,
                    "networks",
                    List.of("192.175.48.0/24"),
                    "domains",
                    List.of("hosting-of-ours.example"),
                    "timeoutMillis",
                    700))
            .post(RESOLVERS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  @AfterEach
  void none_again() {
    client().delete(RESOLVERS + "/" + id).then().statusCode(204);
    resolver.close();
  }

  private static String address() {
    int n = NEXT.getAndIncrement();
    return "192.175.48." + n;
  }

  @Test
  void reports_that_name_the_same_ask_in_one_order() throws Exception {
    var both = Stream.of(address(), address()).sorted().toList();
    try (var another = AnotherTransaction.begin(database)) {
      another.one(asking(both.get(0)));
      var asked =
          another.whileWaits(
              () -> {
                questions.ask(List.of(source(both.get(1)), source(both.get(0))), EVENT);
                return true;
              });
      another.one(asking(both.get(1)));
      another.commit();
      assertThat(AnotherTransaction.result(asked)).isTrue();
    }
  }

  @Test
  void a_report_asks_nothing_of_a_resolver_that_is_removed_meanwhile() throws Exception {
    var address = address();
    try (var removal = AnotherTransaction.begin(database)) {
      removal.one("delete from holder_resolver where id = '" + id + "' returning 1");
      var asked =
          removal.whileWaits(
              () -> {
                questions.ask(List.of(source(address)), EVENT);
                return true;
              });
      removal.commit();
      assertThat(AnotherTransaction.result(asked)).isTrue();
      assertThat(removal.one("select 1 from resolver_question where asked = '" + address + "'"))
          .isNull();
    } finally {
      one_that_is_removed_in_the_end();
    }
  }

  private void one_that_is_removed_in_the_end() throws Exception {
    resolver.close();
    one_that_answers();
  }

  @Test
  void what_a_resolver_did_not_answer_is_noted_beside_its_removal() throws Exception {
    var address = address();
    try (var removal = AnotherTransaction.begin(database)) {
      removal.one(asking(address) + " returning id");
      removal.commit();
      var question = UUID.fromString(removal.one(ASKED.formatted(address)));
      removal.one("select 1 from holder_resolver where id = '" + id + "' for update");
      var noted =
          removal.whileWaits(
              () -> {
                questions.failed(
                    UUID.fromString(id),
                    new ResolverQuestions.Question(question, address, "address", EVENT, 0),
                    "no answer");
                return true;
              });
      removal.one("delete from resolver_question where id = '" + question + "' returning 1");
      removal.commit();
      assertThat(AnotherTransaction.result(noted)).isTrue();
    }
  }

  @Test
  void what_a_resolver_answers_is_kept_beside_its_removal() throws Exception {
    var address = address();
    try (var removal = AnotherTransaction.begin(database)) {
      removal.one(
          "insert into resolver_answer (id, resolver_id, asked, valid_from, valid_until, tags,"
              + " answered_at, expires_at) values (gen_random_uuid(), '"
              + id
              + "', '"
              + address
              + "', '"
              + EVENT
              + "', '"
              + EVENT
              + "', '{}', now(), now()) returning id");
      removal.commit();
      removal.one("select 1 from holder_resolver where id = '" + id + "' for update");
      var kept =
          removal.whileWaits(
              () -> {
                answers.store(
                    resolvers.stored(UUID.fromString(id)),
                    new ResolverQuestions.Question(UUID.randomUUID(), address, "address", EVENT, 0),
                    new ResolverAnswer(null, EVENT, EVENT, null));
                return true;
              });
      removal.one("delete from resolver_answer where asked = '" + address + "' returning 1");
      removal.commit();
      assertThat(AnotherTransaction.result(kept)).isTrue();
    }
  }

  private static Indicator source(String address) {
    return new Indicator(IndicatorType.IPV4, address, Indicator.Role.SOURCE);
  }

  private String asking(String address) {
    return "insert into resolver_question (id, resolver_id, asked, type, at, asked_first, next_try)"
        + " values (gen_random_uuid(), '"
        + id
        + "', '"
        + address
        + "', 'address', '"
        + EVENT
        + "', now(), now() + interval '1 hour')";
  }

  private static String reported(String source) {
    return submit(
            Map.of(
                "title",
                "Spam from " + source,
                "category",
                "spam",
                "occurredAt",
                EVENT.toString(),
                "sources",
                List.of(source)))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static void becomes(String key, String owner) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> getCase(key).then().body("owner", is(owner)));
  }

  @Test
  void a_case_is_corrected_when_the_answer_comes() {
    var address = address();
    resolver.lease(
        address,
        EVENT.minusSeconds(60),
        EVENT.plusSeconds(3600),
        Map.of(
            "owner", "Tenant 17",
            "accountId", "210000000017",
            "environment", "production",
            "tags", List.of("plan=small")));
    resolver.lease(
        address, EVENT.plusSeconds(3600), EVENT.plusSeconds(7200), Map.of("owner", "Tenant 18"));
    var key = reported(address);

    becomes(key, "Tenant 17");
    getCase(key).then().body("accountId", is("210000000017"));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", hasItem(containsString("Tenant 17 held what this is about")));
    client()
        .queryParam("value", address)
        .queryParam("at", EVENT.plusSeconds(600).toString())
        .get("/api/v1/inventory/holders")
        .then()
        .body("owner", contains("Tenant 17"))
        .body("tags[0]", contains("environment=production", "plan=small"));
    client()
        .queryParam("value", address)
        .queryParam("at", EVENT.plusSeconds(4000).toString())
        .get("/api/v1/inventory/holders")
        .then()
        .body("", empty());
  }

  @Test
  void a_case_that_another_holds_when_its_owner_is_learned_is_corrected_later() throws Exception {
    var address = address();
    var key = reported(address);
    try (var another = AnotherTransaction.begin(database)) {
      var on =
          another.one("select id from incident_case where key = '" + key + "' for no key update");
      json()
          .body(Map.of("value", address + "/32", "owner", "Tenant 40"))
          .post("/api/v1/inventory")
          .then()
          .statusCode(204);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  another.one(
                          "select 1 from scheduled_tasks where task_name = 'correct-owner' and"
                              + " task_instance = '"
                              + on
                              + "'")
                      != null);
      another.commit();
    }
    becomes(key, "Tenant 40");
  }

  /** As a node that ends between an answer and what is done about it. */
  @ApplicationScoped
  static class EndsOnTheWay implements HolderLearned {

    private static volatile String at = "";

    @Override
    public void learned(String asked, String resolver) {
      if (asked.equals(at)) {
        throw new IllegalStateException("ended on the way");
      }
    }
  }

  @Test
  void a_question_stays_until_all_was_done_about_its_answer() throws Exception {
    var address = address();
    EndsOnTheWay.at = address;
    resolver.lease(
        address, EVENT.minusSeconds(60), EVENT.plusSeconds(3600), Map.of("owner", "Tenant 41"));
    reported(address);
    try (var another = AnotherTransaction.begin(database)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  another.one(
                          "select 1 from resolver_answer a join resolver_question q on q.asked ="
                              + " a.asked where q.attempts = 1 and a.asked = '"
                              + address
                              + "'")
                      != null);
    }
  }

  @Test
  void what_is_answered_and_stands_is_not_asked_again() {
    var address = address();
    resolver.lease(
        address, EVENT.minusSeconds(60), EVENT.plusSeconds(3600), Map.of("owner", "Tenant 19"));
    becomes(reported(address), "Tenant 19");
    var second = reported(address);
    getCase(second).then().body("owner", is("Tenant 19"));
    client().get(RESOLVERS).then().body("find { it.id == '" + id + "' }.waiting", is(0));
    assertThat(resolver.asked()).containsExactly(address);
  }

  @Test
  void one_that_is_slow_holds_no_report_and_is_asked_again() {
    var address = address();
    var late = Duration.ofSeconds(15); // a busy machine may file for seconds
    resolver.answersAfter(late);
    long start = System.nanoTime();
    var key = reported(address);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(late);
    getCase(key).then().body("owner", nullValue());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                client()
                    .get(RESOLVERS)
                    .then()
                    .body(
                        "find { it.id == '" + id + "' }.lastError", containsString("within 700 ms"))
                    .body("find { it.id == '" + id + "' }.waiting", is(1)));
    client()
        .get("/api/v1/inventory/unowned?limit=200")
        .then()
        .body("find { it.value == '" + address + "' }.cases", is(1))
        .body("find { it.value == '" + address + "' }.asked", containsString("within 700 ms"));
    assertThat(resolver.asked()).contains(address);
  }

  @Test
  void an_answer_that_cannot_be_used_is_told_and_changes_nothing() {
    for (var wrong :
        List.of(
            "<html>",
            "{}",
            "{\"holder\": {}}",
            "{\"holder\": {\"owner\": \"x\", \"accountId\": \"12\"}}",
            "{\"holder\": {\"owner\": \"x\"}, \"validFrom\": \"2099-01-01T00:00:00Z\"}",
            "{\"holder\": {\"owner\": \"x\"}, \"validUntil\": \"soon\"}",
            "{\"holder\": {\"owner\": \"x\"}, \"maxAgeSeconds\": -1}")) {
      resolver.answersWith(wrong);
      json()
          .body(Map.of("value", "192.175.48.250", "at", EVENT.toString()))
          .post(RESOLVERS + "/" + id + "/trials")
          .then()
          .statusCode(200)
          .body("answered", is(false))
          .body("error", containsString("its answer"));
    }
  }

  @Test
  void a_wrong_secret_is_seen_by_a_trial() {
    json()
        .body(Map.of("value", "192.175.48.251"))
        .post(RESOLVERS + "/" + id + "/trials")
        .then()
        .body("answered", is(true))
        .body("owner", nullValue());
    json()
        .body(Map.of("secret", "another secret of theirs"))
        .patch(RESOLVERS + "/" + id)
        .then()
        .statusCode(200);
    json()
        .body(Map.of("value", "192.175.48.251"))
        .post(RESOLVERS + "/" + id + "/trials")
        .then()
        .body("answered", is(false))
        .body("error", containsString("401"));
  }

  @Test
  void nothing_outside_of_its_networks_and_domains_is_sent_to_it() {
    var inside = "www.hosting-of-ours.example";
    resolver.lease(
        inside, EVENT.minusSeconds(60), EVENT.plusSeconds(60), Map.of("owner", "Tenant 20"));
    var key =
        submit(
                Map.of(
                    "title",
                    "Phishing",
                    "category",
                    "phishing",
                    "occurredAt",
                    EVENT.toString(),
                    "sources",
                    List.of(inside, "198.18.255.254", "nothosting-of-ours.example")))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("caseKey");
    becomes(key, "Tenant 20");
    assertThat(resolver.asked()).containsExactly(inside);
  }

  @Test
  void one_that_is_set_up_wrongly_is_refused() {
    var right =
        new HashMap<String, Object>(
            Map.of(
                "name",
                "x-" + UUID.randomUUID(),
                "url",
                "https://r.example/h",
                "secret",
                SECRET,
                "networks",
                List.of("192.175.48.0/24")));
    for (var wrong :
        List.of(
            Map.of("url", "ftp://r.example"),
            Map.of("url", "https://user:pass@r.example/"),
            Map.of("secret", "short"),
            Map.of("networks", List.of("everything")),
            Map.of("networks", List.of()),
            Map.of("domains", List.of("no domain")),
            Map.of("timeoutMillis", 60000))) {
      var body = new HashMap<>(right);
      body.putAll(wrong);
      json().body(body).post(RESOLVERS).then().statusCode(422);
    }
  }

  @Test
  void what_nobody_holds_is_shown_and_cases_follow_once_it_is_registered() {
    var address = address();
    var key = reported(address);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                client()
                    .get("/api/v1/inventory/unowned?limit=200")
                    .then()
                    .body("find { it.value == '" + address + "' }.asked", is("nobody"))
                    .body("find { it.value == '" + address + "' }.newestCase", is(key)));
    json()
        .body(Map.of("value", address, "owner", "Found after all"))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
    becomes(key, "Found after all");
    client()
        .get("/api/v1/inventory/unowned?limit=200")
        .then()
        .body("findAll { it.value == '" + address + "' }", empty());
  }
}
