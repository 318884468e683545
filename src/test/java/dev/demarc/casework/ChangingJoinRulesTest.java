package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who changed by what reports join, and how, is kept. */
@DemarcTest
class ChangingJoinRulesTest {

  private static final String RULE = "/api/v1/correlation-rules/prohibited-content";

  @AfterEach
  void asItWas() {
    client().delete(RULE);
  }

  private static void set(boolean joins, int hours, String... subjects) {
    json()
        .body(Map.of("joins", joins, "windowHours", hours, "subjects", List.of(subjects)))
        .put(RULE)
        .then()
        .statusCode(200);
  }

  private static List<Map<String, Object>> changes() {
    return client()
        .get("/api/v1/correlation-rules/changes?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.category == 'prohibited-content' }");
  }

  @Test
  void each_change_says_who_made_it_when_and_from_what_to_what() {
    int before = changes().size();
    set(true, 72, "site", "external-id");
    set(false, 72, "external-id", "site");
    client().delete(RULE).then().statusCode(200);
    var made = changes();
    assertThat(made).hasSize(before + 3);
    assertThat(made.get(2)).containsEntry("was", null);
    assertThat(made.get(2).get("now"))
        .isEqualTo(
            Map.of("joins", true, "windowHours", 72, "subjects", List.of("external-id", "site")));
    assertThat(made.get(1).get("was")).isEqualTo(made.get(2).get("now"));
    assertThat(made.get(0).get("was")).isEqualTo(made.get(1).get("now"));
    assertThat(made.get(0)).containsEntry("now", null);
    assertThat(made).allMatch(change -> change.get("by") != null && change.get("at") != null);
  }

  @Test
  void what_changes_nothing_is_no_change() {
    set(true, 48, "site", "resource");
    int after = changes().size();
    set(true, 48, "resource", "site");
    client().delete("/api/v1/correlation-rules/copyright");
    assertThat(changes()).hasSize(after);
    client().delete(RULE);
    client().delete(RULE);
    assertThat(changes()).hasSize(after + 1);
  }
}
