package dev.demarc.ops;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no door takes: each hears why, and the log has no failure of ours. */
@DemarcTest
class RefusedBodiesTest {

  /** A thread for each, so that senders who wait wait at the same time. */
  private static final Executor WAITING = work -> new Thread(work).start();

  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getThrown() != null) {
            failures.add(record.getLoggerName() + ": " + record.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void no_failure_was_logged() {
    Logger.getLogger("").removeHandler(listener);
    assertThat(failures).isEmpty();
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + RestAssured.port + path);
  }

  /** Sends a body without saying how long it is. */
  private static HttpResponse<String> chunked(String path, String contentType, InputStream body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer test-key")
            .header("Content-Type", contentType)
            .expectContinue(true)
            .POST(BodyPublishers.ofInputStream(() -> body));
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  private static InputStream mebibytes(int n, String start) {
    var whole = new byte[n << 20];
    java.util.Arrays.fill(whole, (byte) 'x');
    var first = start.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(first, 0, whole, 0, first.length);
    return new ByteArrayInputStream(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/reports, application/json",
    "/api/v1/reports, message/rfc822",
    "/api/v1/assessments, message/rfc822",
    "/api/v1/assessments, text/csv",
  })
  void a_large_body_that_does_not_say_so_is_refused_in_words(String path, String type)
      throws Exception {
    var answer = chunked(path, type, mebibytes(26, "{\"title\":\""));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("urn:demarc:problem:too-large").contains("25 MiB");
  }

  @Test
  void so_is_a_form_with_large_files() throws Exception {
    var start =
        "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"f\"; filename=\"f.bin\"\r\n\r\n";
    var answer =
        chunked("/api/v1/reports", "multipart/form-data; boundary=b", mebibytes(26, start));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:demarc:problem:too-large");
  }

  @Test
  void and_the_second_door_has_a_limit_and_words_of_its_own() throws Exception {
    var answer = chunked("/v1/abuse", "application/json", mebibytes(6, "{\"report\":\""));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .contains("RequestEntityTooLargeException");
    assertThat(answer.body()).contains("\"message\"").contains("5 MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/reports", "/api/v1/assessments", "/v1/abuse", "/api/v1/sns"})
  void a_packed_body_is_refused(String path) {
    json()
        .header("Content-Encoding", "gzip")
        .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
        .post(path)
        .then()
        .statusCode(415)
        .header("Accept-Encoding", "identity")
        .body(containsString("without Content-Encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/reports", "/api/v1/assessments"})
  void a_body_that_does_not_say_what_it_is_is_refused(String path) throws Exception {
    for (var header : List.of("", "Content-Type: json\r\n", "Content-Type: a/b/c\r\n")) {
      var answer = spoken(path, header + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
      assertThat(answer).startsWith("HTTP/1.1 415").contains("application/problem+json");
    }
    for (var form :
        List.of("", "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nhalf")) {
      var answer =
          spoken(
              path,
              "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                  + form.length()
                  + "\r\nConnection: close\r\n\r\n"
                  + form);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("\"detail\":\"The body");
    }
    client().contentType("application/json").post(path).then().statusCode(400);
  }

  @Test
  void unreadable_bodies_are_explained_without_the_parsers_own_words() {
    json()
        .body("{")
        .post("/api/v1/reports")
        .then()
        .statusCode(400)
        .body("detail", containsString("line 1, column 2"))
        .body("detail", not(containsString("REDACTED")));
    client()
        .contentType("text/csv")
        .body(("title\n\"" + "x".repeat(2 << 20)).getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .body(not(containsString("java.io")));
  }

  /** A request as bytes; what comes back until the connection ends. */
  private static String spoken(String path, String rest) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(20_000);
      var request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer test-key\r\n"
              + rest;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_body_that_stops_coming_is_given_up_and_its_connection_closed() throws Exception {
    var answers =
        Stream.of("application/json", "application/x-ndjson", "text/csv")
            .map(type -> CompletableFuture.supplyAsync(() -> stalled(type), WAITING))
            .toList();
    for (var answer : answers) {
      assertThat(answer.get())
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json")
          .contains("urn:demarc:problem:timed-out");
    }
  }

  private static String stalled(String type) {
    try {
      return spoken(
          "/api/v1/reports",
          "Content-Type: " + type + "\r\nContent-Length: 100\r\n\r\n{\"title\":\"a");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_sender_who_goes_away_in_the_middle_is_nobodys_failure() throws Exception {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var request =
          "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer test-key\r\n"
              + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"title\":";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      Thread.sleep(300);
    }
    Thread.sleep(500); // until the server noticed
    json()
        .body("{\"title\":\"Scan from 203.0.113.7\"}")
        .post("/api/v1/reports")
        .then()
        .statusCode(is(201));
  }
}
