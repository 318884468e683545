package dev.demarc.policy;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import dev.demarc.responsibility.matrix.Matrix;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class PoliciesTest {

  /** A matrix in which public buckets would be both sides' work. */
  private static String sharedBuckets() {
    var shipped = Matrix.shippedYaml();
    int cell = shipped.indexOf("        side: customer\n", shipped.indexOf("  - name: S3\n"));
    return (shipped.substring(0, cell)
            + "        side: shared\n        aws: Set safer defaults.\n"
            + shipped.substring(cell + "        side: customer\n".length()))
        .replace("version: \"" + Matrix.load().version() + "\"", "version: \"test-1\"");
  }

  private static String publicBucket() {
    return submit(
            Map.of(
                "title", "Public bucket " + freshAddress(),
                "description", "An S3 bucket is publicly readable by anyone.",
                "service", "S3"))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static String draft(String name, String matrix, Double threshold) {
    var body = new HashMap<String, Object>(Map.of("name", name));
    if (matrix != null) {
      body.put("matrix", matrix);
    }
    if (threshold != null) {
      body.put("autoRouteFrom", threshold);
    }
    return json().body(body).post("/api/v1/policies").then().statusCode(201).extract().path("id");
  }

  private static Response replayed(String policy) {
    json().post("/api/v1/policies/" + policy + "/replays").then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !"running".equals(latest(policy).path("status")));
    return latest(policy);
  }

  private static Response latest(String policy) {
    return client().get("/api/v1/policies/" + policy + "/replays/latest");
  }

  private static Response activate(String policy, Map<String, ?> body) {
    return json().body(body).post("/api/v1/policies/" + policy + "/activation");
  }

  @AfterEach
  void what_ships_is_in_force_again() {
    while (client().get("/api/v1/policies/in-force").path("id") != null) {
      client().delete("/api/v1/policies/in-force?reason=test").then().statusCode(200);
    }
  }

  @Test
  void a_replay_says_which_past_cases_a_draft_would_move_and_moves_none() {
    var bucket = publicBucket();
    var policy = draft("Shared buckets", sharedBuckets(), null);

    replayed(policy)
        .then()
        .body("status", is("done"))
        .body("summary", containsString("customer → shared"))
        .body("skipped", is(0));
    client()
        .get("/api/v1/policies/" + policy + "/replays/latest/moves")
        .then()
        .body("items.caseKey", hasItem(bucket))
        .body("items.find { it.caseKey == '" + bucket + "' }.from", is("CUSTOMER"))
        .body("items.find { it.caseKey == '" + bucket + "' }.to", is("SHARED"));
    getCase(bucket).then().body("responsibility", is("CUSTOMER"));
  }

  @Test
  void a_draft_that_changes_nothing_moves_no_case() {
    publicBucket();
    var policy = draft("The same", null, null);

    replayed(policy).then().body("moved", is(0)).body("summary", containsString("none would move"));
  }

  @Test
  void a_replay_tells_who_gets_the_work_and_what_is_no_longer_routed_by_itself() {
    publicBucket();
    var policy = draft("Hardly ever by itself", null, 0.999);
    var replay = replayed(policy);
    int noLonger = replay.path("noLongerRouted");
    assertThat(noLonger).isPositive();
    replay
        .then()
        .body("moved", is(0))
        .body("summary", containsString("no longer routed by "))
        .body("queuesBefore.'Customer security'", greaterThan(0))
        .body("queuesAfter.'Abuse desk'", greaterThanOrEqualTo(noLonger));
  }

  @Test
  void activation_decides_what_comes_next_and_leaves_what_was_decided() {
    var before = publicBucket();
    var policy = draft("Shared buckets", sharedBuckets(), null);
    replayed(policy);

    activate(policy, Map.of("reason", "Agreed with the account team"))
        .then()
        .statusCode(200)
        .body("status", is("active"));

    getCase(publicBucket())
        .then()
        .body("responsibility", is("SHARED"))
        .body("assessment.matrixVersion", is("test-1"));
    getCase(before).then().body("responsibility", is("CUSTOMER"));
    client().get("/api/v1/responsibility").then().body("matrixVersion", is("test-1"));
    client()
        .get("/api/v1/policies/timeline")
        .then()
        .body("what", hasItem("activated “Shared buckets”"))
        .body("reason", hasItem("Agreed with the account team"));
  }

  @Test
  void undo_puts_back_what_was_in_force_before() {
    var first = draft("First", sharedBuckets(), null);
    activate(first, Map.of("reason", "try", "unseen", true)).then().statusCode(200);
    var second = draft("Second", "shipped", 0.9);
    activate(second, Map.of("reason", "try", "unseen", true)).then().statusCode(200);

    client()
        .delete("/api/v1/policies/in-force?reason=worse")
        .then()
        .statusCode(200)
        .body("name", is("First"))
        .body("matrixVersion", is("test-1"));
    client()
        .delete("/api/v1/policies/in-force?reason=worse")
        .then()
        .statusCode(200)
        .body("name", is("as shipped"));
    client().delete("/api/v1/policies/in-force?reason=worse").then().statusCode(409);
  }

  @Test
  void a_draft_is_not_activated_unseen_unless_somebody_says_so() {
    var policy = draft("Not looked at", null, 0.8);

    activate(policy, Map.of("reason", "hurry"))
        .then()
        .statusCode(409)
        .body("detail", containsString("has not been replayed"));
  }

  @Test
  void an_edit_makes_the_replay_void() {
    var policy = draft("Edited", null, 0.8);
    replayed(policy);
    json()
        .body(Map.of("autoRouteFrom", 0.6))
        .put("/api/v1/policies/" + policy)
        .then()
        .statusCode(200);

    activate(policy, Map.of("reason", "seen")).then().statusCode(409);
  }

  @Test
  void a_threshold_decides_what_is_routed_without_a_person() {
    var policy = draft("Nothing by itself", null, 1.0);
    activate(policy, Map.of("reason", "try", "unseen", true)).then().statusCode(200);

    getCase(publicBucket())
        .then()
        .body("assessment.autoRoute", is(false))
        .body("workItems.queue", hasItem("abuse-desk"));
  }

  @Test
  void a_broken_matrix_is_refused_with_its_line() {
    json()
        .body(Map.of("name", "Broken", "matrix", "version: \"1\"\nlayers: nonsense\n"))
        .post("/api/v1/policies")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("matrix"))
        .body("errors[0].message", containsString("line"));
    json()
        .body(Map.of("autoRouteFrom", 75))
        .post("/api/v1/policies")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("autoRouteFrom"));
  }

  @Test
  void a_change_against_an_old_version_changes_nothing() {
    var policy = draft("Contested", null, 0.8);
    json()
        .body(Map.of("autoRouteFrom", 0.7, "version", 0))
        .put("/api/v1/policies/" + policy)
        .then()
        .statusCode(200);
    json()
        .body(Map.of("autoRouteFrom", 0.1, "version", 0))
        .put("/api/v1/policies/" + policy)
        .then()
        .statusCode(409);

    client()
        .get("/api/v1/policies/" + policy)
        .then()
        .body("autoRouteFrom", is(0.7f))
        .body("version", is(1));
  }

  @Test
  void learns_from_what_people_decided_and_shows_how_the_new_model_does() {
    for (int i = 0; i < Training.FEWEST; i++) {
      var key = publicBucket();
      json()
          .body(Map.of("responsibility", "SHARED", "reason", "We agreed to share these"))
          .post("/api/v1/cases/" + key + "/assessments")
          .then()
          .statusCode(200);
    }
    String version =
        json().post("/api/v1/text-models").then().statusCode(202).extract().path("version");
    var row = "find { it.version == '" + version + "' }";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !"training".equals(client().get("/api/v1/text-models").path(row + ".status")));

    var models = client().get("/api/v1/text-models");
    models.then().body(row + ".status", is("ready"));
    int learned = models.path(row + ".examples");
    int heldBack = models.path(row + ".comparison.heldBack");
    assertThat(learned + heldBack).isGreaterThanOrEqualTo(Training.FEWEST);

    json()
        .body(Map.of("name", "Learned", "textModel", version))
        .post("/api/v1/policies")
        .then()
        .statusCode(201)
        .body("modelVersion", is(version));
    client()
        .get("/api/v1/policies/timeline")
        .then()
        .body("what", hasItems(containsString("started to train")));
  }
}
