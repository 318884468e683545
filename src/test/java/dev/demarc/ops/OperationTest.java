package dev.demarc.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What an operator's tools ask of the running application. */
@DemarcTest
class OperationTest {

  @Inject DataSource database;

  @Test
  void says_that_it_lives() {
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void is_ready_only_with_its_database() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name.flatten()", hasItem(containsString("Database")));
  }

  @Test
  void counts_for_prometheus() {
    given().get("/q/metrics").then().statusCode(200).body(containsString("jvm_memory_used_bytes"));
  }

  @Test
  void describes_its_interface() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3"));
  }

  @Test
  void every_session_of_the_tests_stands_in_a_strange_time_zone() throws Exception {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery("SHOW timezone")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("Pacific/Chatham");
    }
  }
}
