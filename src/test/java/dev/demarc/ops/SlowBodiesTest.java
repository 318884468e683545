package dev.demarc.ops;

import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that come slowly or without end, while others are answered. */
@DemarcTest
class SlowBodiesTest {

  /** More than there are threads that answer requests. */
  private static final int MANY = 215;

  private final List<SlowSender> senders = new ArrayList<>();

  @Inject Vertx vertx;

  @ConfigProperty(name = "quarkus.http.body.uploads-directory")
  Path folder;

  @AfterEach
  void hangUp() throws IOException {
    for (var sender : senders) {
      sender.close();
    }
  }

  private interface Start {
    SlowSender now() throws IOException;
  }

  private void many(Start start) throws IOException {
    for (int i = 0; i < MANY; i++) {
      senders.add(start.now());
    }
  }

  private static void othersAreAnswered() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/sign-in").then().statusCode(200);
    json()
        .body("{\"title\":\"Scan from 203.0.113.7\"}")
        .post("/api/v1/reports")
        .then()
        .statusCode(201);
    given().contentType("text/plain").body("{}").post("/api/v1/sns").then().statusCode(400);
  }

  private void someAreRefused(int atLeast) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              int refused = 0;
              for (var sender : senders) {
                refused += sender.isAnswered() ? 1 : 0;
              }
              return refused >= atLeast;
            });
  }

  @Test
  void messages_without_a_key_that_come_byte_by_byte_keep_nobody_waiting() throws Exception {
    many(SlowSender::toSns);
    othersAreAnswered();
    someAreRefused(MANY - 20);
    assertThat(senders.get(MANY - 1).answer())
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("retry-after: ")
        .contains("urn:demarc:problem:too-many-requests");
  }

  @Test
  void reports_with_a_key_that_come_byte_by_byte_keep_nobody_waiting() throws Exception {
    many(SlowSender::ofReports);
    othersAreAnswered();
    someAreRefused(MANY - 64);
  }

  @Test
  void a_byte_now_and_then_is_too_slow() throws Exception {
    try (var sender = SlowSender.toSns()) {
      assertThat(sender.answerWhileSending())
          .startsWith("HTTP/1.1 408")
          .contains("urn:demarc:problem:timed-out")
          .contains("too slowly");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/reports, 401",
    "/api/v1/assessments, 401",
    "/v1/abuse, 403",
    "/settings/people, 303",
    "/reports/new, 303",
  })
  void whoever_has_not_shown_who_they_are_is_answered_before_they_send_anything(
      String path, int status) throws Exception {
    try (var sender =
        new SlowSender(
            "POST "
                + path
                + " HTTP/1.1\nHost: localhost\nContent-Length: 100000\n"
                + "Content-Type: "
                + (path.startsWith("/api") || path.startsWith("/v1")
                    ? "application/json"
                    : "application/x-www-form-urlencoded")
                + "\n\n")) {
      assertThat(sender.answer())
          .startsWith("HTTP/1.1 " + status)
          .containsIgnoringCase("connection: close");
    }
  }

  @Test
  void no_file_is_uploaded_to_a_page() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> files() == 0);
    given()
        .multiPart("file", "large.bin", new byte[2 << 20])
        .post("/sign-in")
        .then()
        .statusCode(415);
    try (var sender =
        new SlowSender(
            "POST /sign-in HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n"
                + "Content-Type: application/x-www-form-urlencoded\n\n4000\n")) {
      sender.send("username=" + "x".repeat(0x4000 - 9) + "\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 413").contains("8 KiB");
    }
    assertThat(files()).isZero();
  }

  @Test
  void a_large_body_stands_in_a_private_file_until_it_is_answered() throws Exception {
    var line = "{\"colour\":\"" + "x".repeat(1000) + "\"}\n";
    var body = "{\"title\":\"taken\"}\n" + line.repeat(3000);
    json()
        .contentType("application/x-ndjson")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(202);
    await().atMost(Duration.ofSeconds(30)).until(() -> files() == 0);
    try (var sender = SlowSender.ofReports()) {
      sender.send("x".repeat(3 << 20));
      await().atMost(Duration.ofSeconds(30)).until(() -> files() == 1);
      try (var files = Files.list(folder)) {
        assertThat(Files.getPosixFilePermissions(files.findFirst().orElseThrow()))
            .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> files() == 0);
  }

  private long files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("body-")).count();
    }
  }

  @Test
  void streams_of_one_connection_count_each() {
    var client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1)
                .setLocalAddress("127.0.0.2"));
    var statuses = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 30; i++) {
      statuses.add(
          client
              .request(HttpMethod.POST, RestAssured.port, "localhost", "/api/v1/sns")
              .compose(
                  request -> {
                    request.setChunked(true).write("{");
                    return request.response();
                  })
              .map(HttpClientResponse::statusCode));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> statuses.stream().filter(one -> is(one, 429)).count() == 10);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> statuses.stream().filter(one -> is(one, 408)).count() == 20);
    client.close();
  }

  private static boolean is(Future<Integer> answer, int status) {
    return answer.succeeded() && answer.result() == status;
  }
}
