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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends reports by API and mail while the process is killed at random, and counts what was
 * acknowledged and is lost, or is filed twice. {@code bench/kills [reports] [kills]}.
 */
final class KillsRun {

  private static final int SENDERS = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int reports;
  private final Random random = new Random(7);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile RunningDemarc demarc;

  private KillsRun(int reports) {
    this.reports = reports;
  }

  public static void main(String[] args) throws Exception {
    int reports = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int kills = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    System.exit(new KillsRun(reports).run(kills) ? 0 : 1);
  }

  private boolean run(int kills) throws Exception {
    Path data = Files.createTempDirectory("demarc-kills");
    demarc = RunningDemarc.start(data);
    var senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(this::sendAll);
    }
    senders.shutdown();
    // anywhere on the way, not only while a process is young
    var marks = random.ints(kills, 0, reports).sorted().toArray();
    int killed = 0;
    while (!senders.awaitTermination(random.nextInt(1, 100), TimeUnit.MILLISECONDS)) {
      if (killed < kills && acknowledged.size() >= marks[killed]) {
        demarc.kill();
        killed++;
        System.out.printf("kill %d after %,d acknowledged%n", killed, acknowledged.size());
        demarc = RunningDemarc.start(data);
      }
    }
    System.out.printf("%,d reports acknowledged over %d kills%n", acknowledged.size(), killed);
    boolean right = awaitFiled() && check();
    demarc.close();
    return right;
  }

  private void sendAll() {
    for (int n = next.getAndIncrement(); n < reports; n = next.getAndIncrement()) {
      while (!send(n)) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every third by mail; each again and again until it is acknowledged. */
  private boolean send(int n) {
    try {
      return n % 3 == 0 ? mail(n) : post(n);
    } catch (IOException | RuntimeException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean post(int n) throws IOException, InterruptedException {
    var request =
        request("/api/v1/reports")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "kills-" + n)
            .POST(BodyPublishers.ofString("{\"title\":\"" + title(n) + "\",\"category\":\"spam\"}"))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      return false;
    }
    acknowledged.put(n, JSON.readTree(answer.body()).path("id").asText());
    return true;
  }

  private boolean mail(int n) throws IOException {
    var mail =
        "From: a@x.example\nTo: abuse@demarc.example\nAuto-Submitted: auto-generated\nSubject: "
            + title(n)
            + "\nMessage-ID: <kills-"
            + n
            + "@x.example>\n\nspam\n";
    if (Smtp.send(demarc.smtpPort(), "a@x.example", "abuse@demarc.example", mail) != 250) {
      return false;
    }
    acknowledged.put(n, "");
    return true;
  }

  private static String title(int n) {
    return "killsrun" + String.format("%08d", n);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demarc.url() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer it-key");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
  }

  /** Waits until as many cases are there as reports: each is about something of its own. */
  private boolean awaitFiled() throws Exception {
    var until = Instant.now().plus(Duration.ofMinutes(10));
    while (Instant.now().isBefore(until)) {
      if (titles().size() >= acknowledged.size()) {
        return true;
      }
      Thread.sleep(3_000);
    }
    System.out.println("Not every report was filed within ten minutes.");
    return check();
  }

  private Map<String, Integer> titles() throws IOException, InterruptedException {
    var titles = new HashMap<String, Integer>();
    String cursor = "";
    do {
      var page = get("/api/v1/cases?limit=200" + cursor);
      if (!page.has("items")) {
        throw new IOException(page.toString());
      }
      page.path("items")
          .forEach(
              c ->
                  titles.merge(
                      c.path("title").asText(), c.path("reportCount").asInt(), Integer::sum));
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    } while (cursor != null);
    return titles;
  }

  private boolean check() throws IOException, InterruptedException {
    var titles = titles();
    long lost = acknowledged.keySet().stream().filter(n -> !titles.containsKey(title(n))).count();
    long twice = titles.values().stream().filter(count -> count > 1).count();
    System.out.printf("lost %d, filed twice %d%n", lost, twice);
    return lost == 0 && twice == 0;
  }
}
