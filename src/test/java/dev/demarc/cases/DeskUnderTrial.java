package dev.demarc.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.demarc.Smtp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running Demarc, called over HTTP and SMTP as its senders and its people call it. */
final class DeskUnderTrial {

  /**
   * What became of one report.
   *
   * @param filedIn its case; missing where it has none
   */
  record Filed(JsonNode report, JsonNode filedIn) {

    boolean hasCase() {
      return report.path("caseKey").isTextual();
    }
  }

  /** What was answered to one input, and the reports that it made. */
  record Sent(int status, String answer, List<Filed> reports) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String key;
  private final int smtpPort;

  DeskUnderTrial(String url, String key, int smtpPort) {
    this.url = url;
    this.key = key;
    this.smtpPort = smtpPort;
  }

  Sent send(Path input) throws IOException, InterruptedException {
    var body = Files.readAllBytes(input);
    var answer =
        http.send(
            request("/api/v1/reports")
                .header("Content-Type", type(input.toString()))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    var reports = new ArrayList<Filed>();
    for (var id : ids(tree(answer.body()))) {
      reports.add(filed(id));
    }
    return new Sent(answer.statusCode(), answer.body(), reports);
  }

  /** The code that the mail was answered with. */
  int sendBySmtp(Path mail, String from) throws IOException {
    return Smtp.send(
        smtpPort,
        from,
        "abuse@demarc.example",
        Smtp.crlf(Files.readString(mail, StandardCharsets.UTF_8)));
  }

  /** What a script prints that calls this Demarc itself. */
  String run(Path script) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("python3", script.toString(), url, key, Integer.toString(smtpPort))
            .redirectErrorStream(true)
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "did not end within 120 s";
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String type(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "eml" -> "message/rfc822";
      case "csv" -> "text/csv";
      case "ndjson", "jsonl" -> "application/x-ndjson";
      case "txt" -> "text/plain; charset=utf-8";
      case "xml" -> "application/xml";
      default -> "application/json";
    };
  }

  private static List<String> ids(JsonNode answer) {
    var ids = new ArrayList<String>();
    answer.path("ids").forEach(id -> ids.add(id.asText()));
    if (answer.path("id").isTextual()) {
      ids.add(answer.path("id").asText());
    }
    return ids;
  }

  private Filed filed(String id) throws IOException, InterruptedException {
    var patience = Instant.now().plus(PATIENCE);
    var report = get("/api/v1/reports/" + id);
    while (!report.path("status").asText().equalsIgnoreCase("filed")
        && Instant.now().isBefore(patience)) {
      Thread.sleep(100);
      report = get("/api/v1/reports/" + id);
    }
    var caseKey = report.path("caseKey");
    return new Filed(
        report,
        caseKey.isTextual() ? get("/api/v1/cases/" + caseKey.asText()) : MissingNode.getInstance());
  }

  /**
   * Whether a mail went out to the address, or waits to.
   *
   * @param expected whoever expects none waits for less long
   */
  boolean wroteTo(String address, boolean expected) throws IOException, InterruptedException {
    var patience = Instant.now().plus(Duration.ofSeconds(expected ? 8 : 3));
    while (Instant.now().isBefore(patience)) {
      for (var mail : get("/api/v1/outbox?limit=200").path("items")) {
        if (mail.path("recipient").asText().equalsIgnoreCase(address)) {
          return true;
        }
      }
      Thread.sleep(100);
    }
    return false;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request(path).build(), BodyHandlers.ofString());
    return tree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + key);
  }

  private static JsonNode tree(String body) throws IOException {
    return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
  }
}
