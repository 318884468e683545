package dev.demarc;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
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
 * What was acknowledged survives however the process ends, and one that is told to stop takes
 * nothing new and finishes what it has begun. The tests share one process, because a start takes
 * long; one that ends it leaves the next to start another on the same data.
 */
@TestMethodOrder(OrderAnnotation.class)
class PackagedDemarcIT {

  private static final int MAILS = 40;

  private static final String REPORT = "{\"title\": \"Under way when the node was stopped\"}";

  @TempDir static Path data;

  private static RunningDemarc running;

  private static RunningDemarc running() throws IOException {
    if (running == null || running.hasEnded()) {
      running = RunningDemarc.start(data, RunningDemarc.SHORT);
    }
    return running;
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
    running().kill();
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
  void what_is_under_way_when_it_is_told_to_stop_is_finished_and_nothing_new_is_taken()
      throws Exception {
    try (var demarc = running();
        var idle = new Line(demarc.httpPort());
        var report = new Line(demarc.httpPort());
        var late = new Line(demarc.httpPort());
        var idleSender = new Line(demarc.smtpPort());
        var sender = new Line(demarc.smtpPort())) {
      idle.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.answer()).contains(" 200 ");
      late.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(late.answer()).contains(" 200 ");
      report.say(head() + REPORT.substring(0, 10));
      assertThat(idleSender.answer()).startsWith("220");
      assertThat(sender.answer()).startsWith("220");
      sender.say("EHLO x\r\n");
      while (!sender.answer().startsWith("250 ")) {}
      sender.say("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
      assertThat(sender.answer()).startsWith("250");
      assertThat(sender.answer()).startsWith("250");
      assertThat(sender.answer()).startsWith("354");
      sender.say("Subject: under way\r\n");
      awaitBody(demarc);

      demarc.terminate();

      assertThat(idleSender.answer()).startsWith("421 4.3.2");
      refusesConnections(demarc.httpPort());
      refusesConnections(demarc.smtpPort());
      idle.say("GET /q/health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.answer()).contains(" 503 ");
      late.say(head() + REPORT);
      assertThat(late.answer()).contains(" 503 ");
      assertThat(late.rest())
          .containsIgnoringCase("connection: close")
          .containsIgnoringCase("retry-after: 5")
          .contains("urn:demarc:problem:stopping");
      assertThat(demarc.hasEnded()).isFalse();

      report.say(REPORT.substring(10));
      assertThat(report.answer()).contains(" 201 ");
      assertThat(report.rest()).containsIgnoringCase("connection: close");
      sender.say("\r\nPlease look.\r\n.\r\n");
      assertThat(sender.answer()).startsWith("250 2.0.0 Stored");
      assertThat(sender.answer()).startsWith("421 4.3.2");

      assertThat(demarc.exitCodeWithin(Duration.ofSeconds(15))).isEqualTo(143);
      assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
      assertThat(Files.readString(data.resolve("log.txt"))).doesNotContain(" ERROR ");
    }
  }

  @Test
  @Order(4)
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

  @Test
  @Order(5)
  void a_second_signal_to_stop_ends_it_at_once() throws Exception {
    try (var demarc = running();
        var report = new Line(demarc.httpPort())) {
      var database = demarc.database();
      report.say(head() + REPORT.substring(0, 10));
      awaitBody(demarc);
      demarc.terminate();
      refusesConnections(demarc.smtpPort());
      assertThat(demarc.hasEnded()).isFalse();

      demarc.terminate();

      assertThat(demarc.exitCodeWithin(Duration.ofSeconds(3))).isEqualTo(143);
      // ended, though perhaps not collected by its parent
      await().until(() -> database.info().command().isEmpty());
    }
  }

  /** Until the half report is seen. */
  private static void awaitBody(RunningDemarc demarc) {
    await()
        .until(
            () ->
                RestAssured.get(demarc.url() + "/q/metrics")
                    .asString()
                    .lines()
                    .anyMatch(line -> line.matches("demarc_bodies_coming(\\{.*})? 1\\.0")));
  }

  private static String head() {
    return "POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer it-key\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + REPORT.length()
        + "\r\n\r\n";
  }

  private static void refusesConnections(int port) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (var socket = new Socket("localhost", port)) {
                return !socket.isConnected();
              } catch (IOException refused) {
                return true;
              }
            });
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
