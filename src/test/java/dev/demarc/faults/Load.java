package dev.demarc.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.Smtp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send reports, each about something of its own: a third by mail, the others by the
 * API, every second of them to be filed by the worker. Each repeats its report as the answers tell
 * it to until it is acknowledged.
 */
final class Load {

  /** What one client does where it is not told that its report is in. */
  private enum Client {
    /** Repeats with the same Message-ID. */
    MAIL,
    /** Repeats with the same Idempotency-Key. */
    WITH_KEY,
    /** Repeats where the answer says that nothing was stored, or gives a key to repeat it with. */
    WITHOUT_KEY
  }

  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(40);
  private static final long PAUSE_MILLIS = 250;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Node> nodes;
  private final double perSecond;
  private final int clients;
  private final boolean withoutKeys;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<Integer, String> keysGiven = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final long start = System.nanoTime();
  private volatile long marked = Long.MIN_VALUE;
  private volatile boolean stopped;
  private volatile boolean abandoned;

  /**
   * @param perSecond reports, of all clients together
   * @param withoutKeys whether some clients send no Idempotency-Key
   */
  Load(List<Node> nodes, int clients, double perSecond, boolean withoutKeys) {
    this.nodes = nodes;
    this.clients = clients;
    this.perSecond = perSecond;
    this.withoutKeys = withoutKeys;
  }

  Load begin() {
    for (int i = 0; i < clients; i++) {
      threads.add(Daemon.start("client", this::sendUntilStopped));
    }
    return this;
  }

  /** Begins no report any more, and goes on with those that are not acknowledged yet. */
  void end(Duration atMost) throws InterruptedException {
    stopped = true;
    long until = System.nanoTime() + atMost.toNanos();
    for (var thread : threads) {
      thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
    }
    abandoned = true;
  }

  /** From here on, requests that were begun before and are cut are counted by themselves. */
  void mark() {
    marked = System.nanoTime();
  }

  /** One body of many reports, numbered from {@code first}. */
  void sendBacklog(Node node, int first, int reports) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (int n = first; n < first + reports; n++) {
      lines.append(form(n)).append('\n');
    }
    var request =
        node.request("/api/v1/reports")
            .header("Content-Type", "application/x-ndjson")
            .header("Idempotency-Key", "backlog-" + first)
            .POST(BodyPublishers.ofString(lines.toString()));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    var ids = JSON.readTree(answer.body()).path("ids");
    for (int i = 0; i < ids.size(); i++) {
      acknowledge(first + i, ids.get(i).asText());
    }
  }

  /** Counts a report as taken that came another way. */
  void acknowledge(int n, String id) {
    acknowledged.put(n, id);
  }

  /** The id of each report that was acknowledged; "" where it was a mail. */
  Map<Integer, String> acknowledged() {
    return acknowledged;
  }

  /** How often each answer was given. */
  Map<String, AtomicInteger> answers() {
    return new TreeMap<>(answers);
  }

  int count(String answer) {
    return answers.getOrDefault(answer, new AtomicInteger()).get();
  }

  static String title(int n) {
    return "faultsrun" + String.format("%08d", n);
  }

  static String messageId(int n) {
    return "faults-" + n + "@reporter.example";
  }

  private void sendUntilStopped() {
    while (!stopped) {
      int n = next.getAndIncrement();
      awaitTurn(n);
      if (stopped) {
        return;
      }
      for (int attempt = 0; !abandoned && !send(n, attempt); attempt++) {
        Wait.millis(PAUSE_MILLIS);
      }
    }
  }

  private void awaitTurn(int n) {
    long turn = start + (long) (n / perSecond * 1e9);
    while (!stopped && System.nanoTime() < turn) {
      Wait.millis(Math.min(50, Math.max(1, (turn - System.nanoTime()) / 1_000_000)));
    }
  }

  private Client client(int n) {
    if (n % 3 == 0) {
      return Client.MAIL;
    }
    return withoutKeys && n % 2 == 0 ? Client.WITHOUT_KEY : Client.WITH_KEY;
  }

  /** Whether the client is done with it. */
  private boolean send(int n, int attempt) {
    var node = nodes.get((n + attempt) % nodes.size());
    var client = client(n);
    long begun = System.nanoTime();
    try {
      return client == Client.MAIL ? mail(n, node) : post(n, node);
    } catch (ConnectException refused) {
      counted("refused");
      return false;
    } catch (HttpTimeoutException silent) {
      counted("no answer");
      return client != Client.MAIL && key(n) == null; // without one it cannot know
    } catch (IOException broken) {
      var what = client == Client.MAIL ? "smtp cut" : "cut";
      counted(begun < marked ? what + " under way" : what);
      return client != Client.MAIL && key(n) == null; // without one it cannot know
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean post(int n, Node node) throws IOException, InterruptedException {
    var request =
        node.request("/api/v1/reports")
            .timeout(REQUEST_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(form(n)));
    var key = key(n);
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    if (n % 3 == 1) {
      request.header("Prefer", "respond-async");
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    counted("" + answer.statusCode());
    if (answer.statusCode() / 100 == 2) {
      acknowledged.put(n, JSON.readTree(answer.body()).path("id").asText());
      return true;
    }
    return isLeftUnknown(n, answer.body());
  }

  private String key(int n) {
    return client(n) == Client.WITH_KEY ? "faults-" + n : keysGiven.get(n);
  }

  /** Whether the client has no way to find out: a repetition might be a second report. */
  private boolean isLeftUnknown(int n, String answer) throws IOException {
    var given = answer.startsWith("{") ? JSON.readTree(answer).path("idempotencyKey") : null;
    if (key(n) == null && given != null && given.isTextual()) {
      keysGiven.put(n, given.asText());
    }
    return key(n) == null && !answer.contains("Nothing was stored");
  }

  private static String form(int n) {
    return "{\"title\":\"" + title(n) + "\",\"category\":\"spam\"}";
  }

  /** With line ends of LF. */
  static String mail(int n) {
    return "From: a@reporter.example\nTo: abuse@demarc.example\nAuto-Submitted: auto-generated\n"
        + "Subject: "
        + title(n)
        + "\nMessage-ID: <"
        + messageId(n)
        + ">\n\nspam\n";
  }

  private boolean mail(int n, Node node) throws IOException {
    int code = Smtp.send(node.smtpPort(), "a@reporter.example", "abuse@demarc.example", mail(n));
    counted("smtp " + code);
    if (code != 250) {
      return false;
    }
    acknowledged.put(n, "");
    return true;
  }

  private void counted(String answer) {
    answers.computeIfAbsent(answer, a -> new AtomicInteger()).incrementAndGet();
  }
}
