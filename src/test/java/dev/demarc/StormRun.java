package dev.demarc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Files a storm of reports about one address, and compares: opening its case with opening a case of
 * one report, and filing into it with filing into a fresh one. {@code bench/storm [reports]}.
 */
final class StormRun {

  private static final int TIMED = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningDemarc demarc;

  private StormRun(RunningDemarc demarc) {
    this.demarc = demarc;
  }

  public static void main(String[] args) throws Exception {
    int reports = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    try (var demarc = RunningDemarc.start(Files.createTempDirectory("demarc-storm"))) {
      new StormRun(demarc).run(reports);
    }
  }

  private void run(int reports) throws Exception {
    post("198.51.100.250");
    file("198.51.100.251"); // warms up
    var one = post("203.0.113.1");
    double before = file("203.0.113.9");
    storm(reports);
    var key = post("203.0.113.9");
    awaitReports(key, reports);
    double after = file("203.0.113.9");
    System.out.printf("filing into the storm's case : into a fresh one = %.2f%n", after / before);
    for (var path : new String[] {"", "/reports", "/timeline"}) {
      double small = median("/api/v1/cases/" + one + path);
      double large = median("/api/v1/cases/" + key + path);
      System.out.printf(
          "GET case%s, %,d reports : 1 report = %.2f (%.1f ms)%n",
          path, reports, large / small, large);
    }
    var entries = get("/api/v1/cases/" + key + "/timeline?limit=200").path("items").size();
    System.out.printf("timeline entries: %d%n", entries);
  }

  private String post(String address) throws IOException, InterruptedException {
    return send("application/json", body(address)).path("caseKey").asText();
  }

  private static String body(String address) {
    return "{\"title\":\"Scan\",\"category\":\"port-scan\",\"sources\":[\"" + address + "\"]}";
  }

  private JsonNode send(String type, String body) throws IOException, InterruptedException {
    var request =
        request("/api/v1/reports").header("Content-Type", type).POST(BodyPublishers.ofString(body));
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demarc.url() + path))
        .header("Authorization", "Bearer it-key");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
  }

  /** Milliseconds for one report, the median of many. */
  private double file(String address) throws IOException, InterruptedException {
    var times = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      post(address);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }

  private void storm(int reports) throws IOException, InterruptedException {
    send("application/x-ndjson", (body("203.0.113.9") + "\n").repeat(reports));
  }

  private void awaitReports(String key, int reports) throws Exception {
    var start = Instant.now();
    while (get("/api/v1/cases/" + key).path("reportCount").asInt() < reports) {
      Thread.sleep(500);
    }
    System.out.printf(
        "%,d reports joined one case within %d s%n",
        reports, Duration.between(start, Instant.now()).toSeconds());
  }

  private double median(String path) throws IOException, InterruptedException {
    var times = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      get(path);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }
}
