package dev.demarc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives the death of the process. */
class RestartIT {

  private static final int MAILS = 40;

  @TempDir Path data;

  @Test
  void mails_that_were_acknowledged_before_the_process_was_killed_are_filed_after_restart()
      throws Exception {
    var titles = new ArrayList<String>();
    try (var demarc = RunningDemarc.start(data)) {
      for (int i = 0; i < MAILS; i++) {
        var title = "kept" + UUID.randomUUID().toString().replace("-", "");
        assertThat(Smtp.send(demarc.smtpPort(), "a@x.example", "abuse@demarc.example", mail(title)))
            .isEqualTo(250);
        titles.add(title);
      }
      demarc.kill();
    }
    try (var demarc = RunningDemarc.start(data)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(notFiledOnce(demarc, titles)).isEmpty());
    }
  }

  @Test
  void while_the_database_is_away_senders_are_told_to_come_back_and_then_it_is_started_again()
      throws Exception {
    try (var demarc = RunningDemarc.start(data)) {
      int port = demarc.databasePort();
      demarc.database().destroyForcibly();
      try (var inItsWay = takePort(port)) {
        assertThat(inItsWay.isBound()).isTrue();
        submit(demarc)
            .then()
            .statusCode(503)
            .contentType("application/problem+json")
            .header("Retry-After", "5");
        assertThat(Smtp.send(demarc.smtpPort(), "a@x.example", "b@y.example", mail("away")))
            .isEqualTo(451);
        given().baseUri(demarc.url()).get("/q/health/ready").then().statusCode(503);
        given().baseUri(demarc.url()).get("/q/health/live").then().statusCode(200);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> submit(demarc).statusCode() == 201);
      given().baseUri(demarc.url()).get("/q/health/ready").then().statusCode(200);
    }
  }

  private static Response submit(RunningDemarc demarc) {
    return given()
        .baseUri(demarc.url())
        .header("Authorization", "Bearer it-key")
        .contentType("application/json")
        .body("{\"title\": \"x\"}")
        .post("/api/v1/reports");
  }

  private static ServerSocket takePort(int port) {
    return await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptions()
        .until(
            () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")),
            ServerSocket::isBound);
  }

  @Test
  void without_a_relay_mails_are_held_in_the_outbox() throws Exception {
    try (var demarc = RunningDemarc.start(data)) {
      given()
          .baseUri(demarc.url())
          .header("Authorization", "Bearer it-key")
          .contentType("application/json")
          .body("{\"title\": \"Port scan from 192.0.2.1\", \"category\": \"port-scan\"}")
          .post("/api/v1/reports")
          .then()
          .statusCode(201);
      given()
          .baseUri(demarc.url())
          .header("Authorization", "Bearer it-key")
          .get("/api/v1/outbox")
          .then()
          .body("items[0].status", is("held"));
    }
  }

  private static List<String> notFiledOnce(RunningDemarc demarc, List<String> titles) {
    return titles.stream()
        .filter(
            title ->
                given()
                        .baseUri(demarc.url())
                        .header("Authorization", "Bearer it-key")
                        .queryParam("q", title)
                        .get("/api/v1/cases")
                        .<List<String>>path("items.key")
                        .size()
                    != 1)
        .toList();
  }

  private static String mail(String title) throws IOException {
    return "From: a@x.example\nSubject: "
        + title
        + "\nMessage-ID: <"
        + title
        + "@x.example>\n\nPlease look.\n";
  }
}
