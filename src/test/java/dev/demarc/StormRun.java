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
 * Files a storm of reports about one address, each of which names a victim of its own, and
 * compares: opening its case with opening a case of one report, by API and in the console, and
 * filing into it with filing into a fresh one. {@code bench/storm [reports]}.
 */
final class StormRun {

  private static final int TIMED = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningDemarc demarc;
  private int victims;
  private String session = "";

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
    signIn();
    var one = post("203.0.113.1");
    double before = file("203.0.113.9");
    storm(reports);
    var key = post("203.0.113.9");
    awaitReports(key, reports);
    double after = file("203.0.113.9");
    System.out.printf(
        "filing into the storm's case : into a fresh one = %.2f (%.1f ms)%n",
        after / before, after);
    for (var list : new String[] {"", "/reports", "/indicators", "/timeline"}) {
      compare("/api/v1/cases/%s" + list, one, key);
    }
    for (var page : new String[] {"", "/all/reports", "/all/indicators"}) {
      compare("/cases/%s" + page, one, key);
    }
    compareDeep("/api/v1/cases/" + key + "/reports");
    compareDeep("/api/v1/cases/" + key + "/indicators");
    var entries = get("/api/v1/cases/" + key + "/timeline?limit=200").path("items").size();
    System.out.printf("timeline entries: %d%n", entries);
  }

  private void signIn() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(demarc.url() + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username=admin&password=" + RunningDemarc.PASSWORD.replace(' ', '+')));
    var cookie = http.send(request.build(), BodyHandlers.ofString()).headers();
    session = cookie.firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** The two in turn, so that what else the machine does falls on both. */
  private void compare(String path, String one, String many) throws Exception {
    var small = new double[TIMED];
    var large = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      small[i] = time(String.format(path, one));
      large[i] = time(String.format(path, many));
    }
    System.out.printf(
        "GET %s, the storm's : of 1 report = %.2f (%.1f ms)%n",
        String.format(path, "{key}"), median(large) / median(small), median(large));
  }

  /** The first page and the last one. */
  private void compareDeep(String list) throws Exception {
    String last = null;
    String next = "";
    while (next != null && !next.equals("null")) {
      last = list + "?limit=200&cursor=" + next;
      next = get(last).path("next").asText(null);
    }
    var first = new double[TIMED];
    var deep = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      first[i] = time(list + "?limit=200");
      deep[i] = time(last);
    }
    System.out.printf(
        "GET %s, its last page : its first = %.2f%n",
        list.replaceFirst("DM-[0-9-]+", "{key}"), median(deep) / median(first));
  }

  private double time(String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = http.send(request(path).build(), BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(path + " answers " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private String post(String address) throws IOException, InterruptedException {
    return send("application/json", body(address)).path("caseKey").asText();
  }

  private String body(String address) {
    int victim = ++victims;
    return String.format(
        "{\"title\":\"Scan\",\"category\":\"port-scan\",\"sources\":[\"%s\"],"
            + "\"targets\":[\"198.18.%d.%d\"]}",
        address, victim / 250 % 250, victim % 250 + 1);
  }

  private JsonNode send(String type, String body) throws IOException, InterruptedException {
    var request =
        request("/api/v1/reports").header("Content-Type", type).POST(BodyPublishers.ofString(body));
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demarc.url() + path))
        .header("Authorization", "Bearer it-key")
        .header("Cookie", session);
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
    return median(times);
  }

  private void storm(int reports) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (int i = 0; i < reports; i++) {
      lines.append(body("203.0.113.9")).append('\n');
    }
    send("application/x-ndjson", lines.toString());
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
}
