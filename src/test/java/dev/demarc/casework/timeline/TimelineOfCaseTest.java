package dev.demarc.casework.timeline;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The timeline tells what changed, keeps what was said, and shows when somebody tampered with it.
 */
@DemarcTest
class TimelineOfCaseTest {

  private static final int WRITERS = 50;

  @Inject EntityManager database;
  @Inject TimelineErasure erasure;

  private String key;

  @BeforeEach
  void openCase() {
    key = newCase();
    note("Asked the owner, déjà vu 漢字");
  }

  @Test
  void an_entry_tells_what_changed_before_and_after() {
    json()
        .body(Map.of("status", "in-progress", "assignee", "admin"))
        .patch("/api/v1/cases/" + key + "/work-items/customer");
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body(entry("status") + ".before['customer.status']", is("new"))
        .body(entry("status") + ".after['customer.status']", is("in-progress"))
        .body(entry("assigned") + ".before['customer.assignee']", nullValue())
        .body(entry("assigned") + ".after['customer.assignee']", is("admin"))
        .body(entry("assigned") + ".change", notNullValue())
        .body(entry("opened") + ".change", nullValue());
  }

  private static String entry(String kind) {
    return "items.find { it.kind == '" + kind + "' }";
  }

  @Test
  void a_timeline_that_nobody_touched_is_sound() {
    verify()
        .body("flaws", empty())
        .body("entries", greaterThanOrEqualTo(entries() - 1)) // a mail may be told meanwhile
        .body("digest", notNullValue());
  }

  private int entries() {
    return client().get("/api/v1/cases/" + key + "/timeline?limit=200").path("items.size()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update timeline_entry set summary = 'x' where case_id = :case",
        "delete from timeline_entry where case_id = :case",
        "delete from incident_case where id = :case"
      })
  void the_database_refuses_to_change_it_and_says_so(String statement) {
    var of = id();
    assertThatThrownBy(() -> execute(statement, of)).hasStackTraceContaining("append-only");
    verify().body("flaws", empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update timeline_entry set body = 'Never asked' where kind = 'note' and case_id = :case"
            + " | not as it was written",
        "update timeline_entry set actor = 'somebody' where position = 1 and case_id = :case"
            + " | not as it was written",
        "update timeline_entry set at = at + interval '1 microsecond' where position = 2 and"
            + " case_id = :case | not as it was written",
        "delete from timeline_entry where position = 2 and case_id = :case | Entry 2 is missing",
        "delete from timeline_entry where case_id = :case and position = (select max(position)"
            + " from timeline_entry where case_id = :case) | It ends at entry",
        "delete from timeline_head where case_id = :case | does not have this case",
        "update timeline_head set hash = '\\x00' where case_id = :case | was written last"
      })
  void tampering_shows(String statement, String detail) {
    behindTheGuard(statement);
    verify()
        .body("flaws", hasSize(1))
        .body("flaws[0].caseKey", is(key))
        .body("flaws[0].detail", containsString(detail));
  }

  @Test
  void a_case_that_was_removed_by_stealth_shows_and_one_that_was_declared_does_not() {
    var stolen = id();
    behindTheGuard("delete from timeline_entry where case_id = :case");
    execute("delete from incident_case where id = :case", stolen);
    openCase();
    var declared = id();
    QuarkusTransaction.requiringNew()
        .run(() -> erasure.remove(List.of(declared), "somebody", "a test wants it"));
    assertThat(flawsOfAll())
        .anySatisfy(flaw -> assertThat(flaw).contains(stolen.toString(), "nobody declared"))
        .noneSatisfy(flaw -> assertThat(flaw).contains(declared.toString()));
  }

  private static List<String> flawsOfAll() {
    var flaws = new ArrayList<String>();
    String next = null;
    do {
      var page =
          client()
              .queryParams(next == null ? Map.of() : Map.of("cursor", next))
              .get("/api/v1/timeline-verification");
      page.<List<Object>>path("flaws").forEach(flaw -> flaws.add(flaw.toString()));
      next = page.path("next");
    } while (next != null);
    return flaws;
  }

  @Test
  void fifty_writers_at_once_lose_nothing_and_the_chain_holds() throws Exception {
    var threads = Executors.newFixedThreadPool(WRITERS);
    var work =
        IntStream.range(0, WRITERS)
            .<Callable<Integer>>mapToObj(n -> () -> note("note number " + n))
            .toList();
    var codes = new ArrayList<Integer>();
    for (var done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
      codes.add(done.get());
    }
    threads.shutdown();
    assertThat(codes).containsExactlyElementsOf(Collections.nCopies(WRITERS, 201));
    List<String> notes =
        client()
            .get("/api/v1/cases/" + key + "/timeline?limit=200")
            .path("items.findAll { it.kind == 'note' }.body");
    assertThat(notes)
        .hasSize(WRITERS + 1)
        .containsAll(IntStream.range(0, WRITERS).mapToObj(n -> "note number " + n).toList());
    verify().body("flaws", empty());
  }

  @Test
  void of_two_changes_to_one_part_one_wins_and_the_other_hears_what_holds_now() throws Exception {
    int version = dev.demarc.Api.version(key);
    var threads = Executors.newFixedThreadPool(2);
    List<Callable<Response>> changes =
        List.of(() -> set("in-progress", version), () -> set("triaged", version));
    var answers = threads.invokeAll(changes);
    var codes = new ArrayList<Integer>();
    for (var answer : answers) {
      codes.add(answer.get().statusCode());
      if (answer.get().statusCode() == 409) {
        answer
            .get()
            .then()
            .body("type", is("urn:demarc:problem:out-of-date"))
            .body("current.version", is(version + 1))
            .body("current.workItems[0].side", is("customer"))
            .body(
                "current.workItems[0].status", is(getCase(key).<String>path("workItems[0].status")))
            .body("current.updatedBy", notNullValue());
      }
    }
    threads.shutdown();
    assertThat(codes).containsExactlyInAnyOrder(200, 409);
  }

  private Response set(String status, int version) {
    return json()
        .body(Map.of("status", status, "version", version))
        .patch("/api/v1/cases/" + key + "/work-items/customer");
  }

  @Test
  void the_command_says_of_a_case_whether_it_is_as_it_was_written() throws Exception {
    assertThat(command()).isZero();
    behindTheGuard(
        "update timeline_entry set body = 'Never asked' where kind = 'note' and case_id = :case");
    assertThat(command()).isOne();
  }

  private int command() throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of("bin/verify-timeline").toString(),
            "--url",
            "http://localhost:" + RestAssured.port,
            key);
    builder.environment().put("DEMARC_API_KEY", "test-key");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.start().waitFor();
  }

  /** Sent again where the node is too busy, as the answer says. */
  private int note(String body) {
    int status = 503;
    for (int i = 0; i < 10 && status == 503; i++) {
      status =
          json().body(Map.of("body", body)).post("/api/v1/cases/" + key + "/notes").statusCode();
    }
    return status;
  }

  private ValidatableResponse verify() {
    return client().get("/api/v1/timeline-verification?case=" + key).then().statusCode(200);
  }

  private UUID id() {
    return (UUID)
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    database
                        .createNativeQuery("select id from incident_case where key = :key")
                        .setParameter("key", key)
                        .getSingleResult());
  }

  private long mailsOnTheirWay(UUID of) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        database
                            .createNativeQuery(
                                "select count(*) from outbox where case_id = :case and status"
                                    + " = 'PENDING'")
                            .setParameter("case", of)
                            .getSingleResult())
                    .longValue());
  }

  /** As whoever owns the tables can. */
  private void behindTheGuard(String statement) {
    var of = id();
    await().until(() -> mailsOnTheirWay(of) == 0); // what becomes of one is told on the timeline
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              guard("disable");
              database.createNativeQuery(statement).setParameter("case", of).executeUpdate();
              guard("enable");
            });
  }

  private void guard(String what) {
    database
        .createNativeQuery("alter table timeline_entry " + what + " trigger timeline_kept")
        .executeUpdate();
  }

  private void execute(String statement, UUID of) {
    QuarkusTransaction.requiringNew()
        .run(() -> database.createNativeQuery(statement).setParameter("case", of).executeUpdate());
  }
}
