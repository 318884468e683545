package dev.demarc;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged survives the death of the process. The tests share one process, because a
 * start takes long; one that ends it leaves the next to start another on the same data.
 */
@TestMethodOrder(OrderAnnotation.class)
class RestartIT {

  private static final int MAILS = 40;

  @TempDir static Path data;

  private static RunningDemarc running;

  private static RunningDemarc running() throws IOException {
    if (running == null) {
      running = RunningDemarc.start(data, RunningDemarc.SHORT);
    }
    return running;
  }

  private static void kill() throws InterruptedException {
    running.kill();
    running = null;
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void without_a_relay_mails_are_held_in_the_outbox() throws Exception {
    var demarc = running();
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

  @Test
  @Order(2)
  void mails_that_were_acknowledged_before_the_process_was_killed_are_filed_after_restart()
      throws Exception {
    var titles = new ArrayList<String>();
    for (int i = 0; i < MAILS; i++) {
      var title = "kept" + UUID.randomUUID().toString().replace("-", "");
      var mail = mail(title);
      assertThat(Smtp.send(running().smtpPort(), "a@x.example", "abuse@demarc.example", mail))
          .isEqualTo(250);
      titles.add(title);
    }
    kill();
    var restarted = running();
    var missing = new ArrayList<>(titles);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              missing.removeIf(title -> casesOf(restarted, title) > 0);
              assertThat(missing).isEmpty();
            });
    assertThat(titles).allMatch(title -> casesOf(restarted, title) == 1);
  }

  @Test
  @Order(3)
  void while_the_database_is_away_senders_are_told_to_come_back_and_then_it_is_started_again()
      throws Exception {
    var demarc = running();
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
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptions()
        .until(
            () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")),
            ServerSocket::isBound);
  }

  private static int casesOf(RunningDemarc demarc, String title) {
    return given()
        .baseUri(demarc.url())
        .header("Authorization", "Bearer it-key")
        .queryParam("q", title)
        .get("/api/v1/cases")
        .<List<String>>path("items.key")
        .size();
  }

  private static String mail(String title) throws IOException {
    return "From: a@x.example\nSubject: "
        + title
        + "\nMessage-ID: <"
        + title
        + "@x.example>\n\nPlease look.\n";
  }
}
