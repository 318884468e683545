package dev.demarc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sends bodies of many reports to a Demarc with a heap of 256 MB, and compares: what is alive on
 * the heap while a long and a short body are taken in, and the time for a report in bulk with that
 * of one alone. Fails where an answer is wrong or a report is not filed. {@code bench/bulk
 * [lines]}.
 */
final class BulkRun {

  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final int SHORT = 1_000;
  private static final int SINGLES = 300;
  private static final int ADDRESSES = 1_000;
  private static final int LARGE_LINES = 250;
  private static final String FILLER = "Connection refused to port 22 from this host. ".repeat(8);
  private static final String LARGE_FILLER = "x".repeat(900_000);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What became of a body: bytes alive at most, seconds until it was answered. */
  private record Taken(long liveBytes, double seconds) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningDemarc demarc;
  private int sent;
  private boolean wrong;

  private BulkRun(RunningDemarc demarc) {
    this.demarc = demarc;
  }

  public static void main(String[] args) throws Exception {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    boolean wrong;
    try (var demarc = RunningDemarc.start(Files.createTempDirectory("demarc-bulk"), "-Xmx256m")) {
      var run = new BulkRun(demarc);
      run.run(lines);
      wrong = run.wrong;
    }
    System.exit(wrong ? 1 : 0);
  }

  private void run(int lines) throws Exception {
    double single = single();
    take(NDJSON, SHORT, BulkRun::line); // warms up
    var few = take(NDJSON, SHORT, BulkRun::line);
    awaitFiled();
    var many = take(NDJSON, lines, BulkRun::line);
    compare("NDJSON", lines, many, few);
    System.out.printf(
        "time for a report taken in bulk : for one alone = %.3f%n",
        many.seconds() / lines / single);
    long start = System.nanoTime();
    awaitFiled();
    System.out.printf(
        "%,d reports filed %.0f s after the answer%n", lines, (System.nanoTime() - start) / 1e9);
    var rows = take(CSV, lines, BulkRun::row);
    compare("CSV", lines, rows, few);
    awaitFiled();
    var large = take(NDJSON, LARGE_LINES, BulkRun::largeLine);
    compare("NDJSON of " + (LARGE_LINES * 900_000L >> 20) + " MiB", LARGE_LINES, large, few);
    awaitFiled();
  }

  private static void compare(String what, int lines, Taken many, Taken few) {
    System.out.printf(
        "%s: live heap, %,d reports : %,d reports = %.2f (%d MB)%n",
        what, lines, SHORT, (double) many.liveBytes() / few.liveBytes(), many.liveBytes() >> 20);
  }

  private static String address(int n) {
    return "203.0." + n % ADDRESSES / 250 + "." + (n % 250 + 1);
  }

  private static String line(int n) {
    return "{\"title\":\"Login attack "
        + n
        + "\",\"category\":\"intrusion-attempt\",\"sources\":[\""
        + address(n)
        + "\"],\"description\":\""
        + FILLER
        + "\"}\n";
  }

  private static String largeLine(int n) {
    return line(n).replace(FILLER, LARGE_FILLER);
  }

  private static String row(int n) {
    return (n == 0 ? "title,category,source ip,description\n" : "")
        + "Login attack "
        + n
        + ",intrusion-attempt,"
        + address(n)
        + ","
        + FILLER
        + "\n";
  }

  /** Seconds for one report of its own, on average. */
  private double single() throws IOException, InterruptedException {
    double seconds = 0;
    for (int i = 0; i < 2 * SINGLES; i++) {
      long start = System.nanoTime();
      send("application/json", () -> bytes(line(sent++)));
      seconds += i < SINGLES ? 0 : (System.nanoTime() - start) / 1e9; // the first warm up
    }
    return seconds / SINGLES;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Taken take(String type, int lines, IntFunction<String> line) throws Exception {
    var alive = new long[1];
    var answered = new CompletableFuture<Void>();
    var watch =
        CompletableFuture.runAsync(
            () -> {
              while (!answered.isDone()) {
                alive[0] = Math.max(alive[0], demarc.liveHeap());
              }
            });
    long start = System.nanoTime();
    var answer = send(type, () -> lines(lines, line));
    double seconds = (System.nanoTime() - start) / 1e9;
    answered.complete(null);
    watch.join();
    sent += lines;
    var ids = new HashSet<String>();
    answer.path("ids").forEach(id -> ids.add(id.asText()));
    expect("accepted", lines, answer.path("accepted").asInt());
    expect("rejectedCount", 0, answer.path("rejectedCount").asInt());
    expect("different ids", lines, ids.size());
    return new Taken(alive[0], seconds);
  }

  private static InputStream lines(int lines, IntFunction<String> line) {
    var each = IntStream.range(0, lines).mapToObj(line).map(BulkRun::bytes).iterator();
    return new SequenceInputStream(
        new Enumeration<InputStream>() {
          @Override
          public boolean hasMoreElements() {
            return each.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return each.next();
          }
        });
  }

  private void expect(String what, int wanted, int found) {
    if (found != wanted) {
      wrong = true;
      System.out.printf("WRONG: %s is %,d and should be %,d%n", what, found, wanted);
    }
  }

  private JsonNode send(String type, java.util.function.Supplier<InputStream> body)
      throws IOException, InterruptedException {
    var request =
        request("/api/v1/reports")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofInputStream(body));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demarc.url() + path))
        .header("Authorization", "Bearer it-key");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
  }

  /** Until the cases together have all reports that were sent. */
  private void awaitFiled() throws Exception {
    int filed = 0;
    int before = -1;
    for (int unchanged = 0; filed < sent && unchanged < 60; ) {
      Thread.sleep(1_000);
      filed = filed();
      unchanged = filed == before ? unchanged + 1 : 0;
      before = filed;
    }
    expect("reports filed", sent, filed);
  }

  private int filed() throws Exception {
    int filed = 0;
    var cursor = "";
    do {
      var page = get("/api/v1/cases?limit=200" + cursor);
      for (var each : page.path("items")) {
        filed += each.path("reportCount").asInt();
      }
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    } while (cursor != null);
    return filed;
  }
}
