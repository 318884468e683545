package dev.demarc.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.Smtp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People, programs and reporters who all work on the same few cases at once: each thread does one
 * thing after another that it picks by chance.
 */
final class TogetherWork {

  private static final String PEOPLE = "cases";
  private static final int ADDRESSES = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  interface Deed {
    void by(Random random) throws IOException, InterruptedException;
  }

  private final List<Node> nodes;
  private final ScriptedRelay relay;
  private final Map<String, Deed> deeds = new TreeMap<>();
  private final Map<String, Map<Integer, AtomicInteger>> answers = new ConcurrentHashMap<>();
  private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger mails = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private volatile List<String> cases = List.of();
  private volatile List<String> setAside = List.of();

  TogetherWork(List<Node> nodes, ScriptedRelay relay) {
    this.nodes = nodes;
    this.relay = relay;
    deeds.put("file", this::file);
    deeds.put("file a list", this::fileMany);
    deeds.put("file by mail", this::mail);
    deeds.put("bounce", this::bounce);
    deeds.put("answer by mail", this::answer);
    deeds.put("merge", r -> post("merge", "/" + one(r) + "/merge", Map.of("into", one(r))));
    deeds.put("merge many", this::mergeMany);
    deeds.put("unmerge", r -> delete("unmerge", "/" + one(r) + "/merge"));
    deeds.put("split", this::split);
    deeds.put("link", this::link);
    deeds.put("unlink", r -> deleteFirst("unlink", "/" + one(r) + "/links", r));
    deeds.put("take back", r -> deleteFirst("take back", "/" + one(r) + "/changes", r));
    deeds.put("hand on", this::handOn);
    deeds.put("decide", this::decide);
    deeds.put("close", r -> post("close", "/" + one(r) + "/closure", outcome(r)));
    deeds.put("reopen", r -> delete("reopen", "/" + one(r) + "/closure"));
    deeds.put("write", this::write);
    deeds.put("snooze", r -> put("snooze", "/" + one(r) + "/snooze", Map.of("moreThan", 1)));
    deeds.put("let take part", this::participant);
    deeds.put("read evidence", this::evidence);
    deeds.put("put on a case", this::joinByHand);
    deeds.put("file one that waits", this::openWaiting);
    deeds.putAll(new TogetherAdministrators(this).deeds());
  }

  /** The keys of the cases that are worked on, and reports that are in no case. */
  void lookAt(List<String> keys, List<String> reports) {
    cases = keys;
    setAside = reports;
  }

  /** Does one thing after another. */
  void workUntil(long end, int seed) throws InterruptedException {
    var random = new Random(seed);
    var names = List.copyOf(deeds.keySet());
    while (System.nanoTime() < end) {
      var name = random.nextInt(3) == 0 ? "file" : names.get(random.nextInt(names.size()));
      try {
        deeds.get(name).by(random);
      } catch (IOException away) {
        count(name, -1);
      }
    }
  }

  /** By what was done: how often each status was answered; -1 for none. */
  Map<String, Map<Integer, AtomicInteger>> answers() {
    return new TreeMap<>(answers);
  }

  /** The ids of reports that were acknowledged. */
  java.util.Set<String> acknowledged() {
    return acknowledged.keySet();
  }

  private void count(String deed, int status) {
    answers
        .computeIfAbsent(deed, d -> new ConcurrentHashMap<>())
        .computeIfAbsent(status, s -> new AtomicInteger())
        .incrementAndGet();
  }

  private String one(Random random) {
    var all = cases;
    return all.isEmpty() ? "DM-2000-1" : all.get(random.nextInt(all.size()));
  }

  private static String address(Random random) {
    return "198.51.100." + (1 + random.nextInt(ADDRESSES));
  }

  private Map<String, Object> report(Random random) {
    var address = address(random);
    boolean waits = random.nextInt(4) == 0;
    var report = new HashMap<String, Object>();
    report.put("title", "together " + random.nextInt(1_000_000));
    report.put("category", waits ? "spam" : "port-scan");
    report.put(
        "sources", random.nextInt(5) == 0 ? List.of(address(random), address) : List.of(address));
    report.put("reporter", Map.of("email", "r" + random.nextInt(4) + "@reporter.example"));
    if (random.nextInt(4) == 0) {
      report.put("externalId", "matter-" + random.nextInt(4));
    }
    return report;
  }

  private void file(Random random) throws IOException, InterruptedException {
    acknowledge(send(random, "file", "POST", "/api/v1/reports", report(random)));
  }

  private void acknowledge(JsonNode answer) {
    if (answer.path("id").isTextual()) {
      acknowledged.put(answer.path("id").asText(), true);
    }
    answer.path("ids").forEach(id -> acknowledged.put(id.asText(), true));
  }

  private void fileMany(Random random) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      lines.append(JSON.writeValueAsString(report(random))).append('\n');
    }
    var request =
        node(random)
            .request("/api/v1/reports")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.toString()));
    acknowledge(send("file a list", request));
  }

  Node node(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void mail(Random random) throws IOException {
    int n = mails.incrementAndGet();
    smtp(
        random,
        "file by mail",
        "r" + random.nextInt(4) + "@reporter.example",
        "From: r@reporter.example\nTo: abuse@demarc.example\nSubject: Port scan from "
            + address(random)
            + "\nMessage-ID: <together-"
            + n
            + "@reporter.example>\n\nYour host "
            + address(random)
            + " scans our ports. Please stop it.\n");
  }

  private void bounce(Random random) throws IOException {
    var sent = sent(random);
    if (sent != null) {
      smtp(
          random,
          "bounce",
          "",
          "From: MAILER-DAEMON@x.example\nTo: demarc@demarc.example\nSubject: Undelivered\n"
              + "MIME-Version: 1.0\nAuto-Submitted: auto-replied\n"
              + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
              + "--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\n"
              + "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; "
              + sent.recipient()
              + "\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n"
              + "From: demarc@demarc.example\nMessage-ID: "
              + sent.messageId()
              + "\n\nx\n--b--\n");
    }
  }

  private ScriptedRelay.Taken sent(Random random) {
    var all = relay.taken();
    // one of the latest: its delivery may be written down this moment
    return all.isEmpty() ? null : all.get(all.size() - 1 - random.nextInt(Math.min(3, all.size())));
  }

  private void answer(Random random) throws IOException {
    var sent = sent(random);
    if (sent != null) {
      smtp(
          random,
          "answer by mail",
          sent.recipient(),
          "From: "
              + sent.recipient()
              + "\nTo: demarc@demarc.example\nSubject: Re: it\nIn-Reply-To: "
              + sent.messageId()
              + "\nMessage-ID: <answer-"
              + mails.incrementAndGet()
              + "@reporter.example>\n\nWe look into it.\n");
    }
  }

  private void smtp(Random random, String deed, String from, String mail) throws IOException {
    count(deed, Smtp.send(node(random).smtpPort(), from, "abuse@demarc.example", mail));
  }

  private void mergeMany(Random random) throws IOException, InterruptedException {
    var body = Map.of("cases", List.of(one(random), one(random), one(random)));
    var made = post("merge many", "/merges", body);
    if (made.path("id").isTextual() && random.nextBoolean()) {
      delete("unmerge many", "/merges/" + made.path("id").asText());
    }
  }

  private void split(Random random) throws IOException, InterruptedException {
    var key = one(random);
    var reports = get("/" + key + "/reports?limit=20").path("items");
    if (reports.size() > 1) {
      var body = new HashMap<String, Object>();
      body.put("reports", List.of(reports.get(random.nextInt(reports.size())).path("id").asText()));
      if (random.nextBoolean()) {
        body.put("into", one(random));
      }
      post("split", "/" + key + "/splits", body);
    }
  }

  private void link(Random random) throws IOException, InterruptedException {
    var kind = random.nextBoolean() ? "related" : "parent";
    post(
        "link",
        "/" + one(random) + "/links",
        Map.of("kind", kind, "other", one(random), "reason", "one campaign"));
  }

  private void handOn(Random random) throws IOException, InterruptedException {
    var side = random.nextBoolean() ? "aws" : "customer";
    var queue = List.of("aws-liaison", "customer-security", "night").get(random.nextInt(3));
    var change =
        random.nextBoolean()
            ? Map.of("queue", queue)
            : Map.of("status", random.nextBoolean() ? "in-progress" : "waiting");
    send(random, "hand on", "PATCH", path("/" + one(random) + "/work-items/" + side), change);
  }

  private void decide(Random random) throws IOException, InterruptedException {
    var side = List.of("AWS", "CUSTOMER", "SHARED").get(random.nextInt(3));
    post(
        "decide",
        "/" + one(random) + "/assessments",
        Map.of("responsibility", side, "reason", "as it is"));
  }

  private static Map<String, Object> outcome(Random random) {
    return Map.of(
        "outcome", random.nextBoolean() ? "resolved" : "false-positive", "tellReporter", true);
  }

  private void write(Random random) throws IOException, InterruptedException {
    var key = one(random);
    var list = get("/" + key + "/participants").path("items");
    var to = list.isEmpty() ? null : list.get(0).path("address").asText();
    post(
        "write",
        "/" + key + "/notes",
        to == null
            ? Map.of("body", "We look at it.")
            : Map.of(
                "body", "We look at it.", "visibility", "reporter", "recipients", List.of(to)));
  }

  private void participant(Random random) throws IOException, InterruptedException {
    var who = "p" + random.nextInt(3) + "@partner.example";
    post("let take part", "/" + one(random) + "/participants", Map.of("address", who));
  }

  private void evidence(Random random) throws IOException, InterruptedException {
    var reports = get("/" + one(random) + "/reports?limit=5").path("items");
    if (!reports.isEmpty()) {
      var id = reports.get(0).path("id").asText();
      send("read evidence", node(random).request("/api/v1/reports/" + id + "/raw").GET());
    }
  }

  private void joinByHand(Random random) throws IOException, InterruptedException {
    var all = setAside;
    if (!all.isEmpty()) {
      var report = all.get(random.nextInt(all.size()));
      post("put on a case", "/" + one(random) + "/reports", Map.of("report", report));
    }
  }

  private void openWaiting(Random random) throws IOException, InterruptedException {
    var all = setAside;
    if (!all.isEmpty()) {
      var path = "/api/v1/waiting-reports/" + all.get(random.nextInt(all.size())) + "/case";
      send(random, "file one that waits", "POST", path, Map.of());
    }
  }

  private static String path(String within) {
    return "/api/v1/" + PEOPLE + within;
  }

  private JsonNode get(String within) throws IOException, InterruptedException {
    return JSON.readTree(body(path(within)));
  }

  String body(String path) throws IOException, InterruptedException {
    var request = nodes.get(0).request(path).timeout(Duration.ofSeconds(40)).GET();
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** The cookie of that name that the answer sets. */
  String cookie(HttpRequest.Builder request, String name) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.discarding());
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith(name + "="))
        .map(set -> set.substring(name.length() + 1).split(";", 2)[0])
        .findFirst()
        .orElseThrow(() -> new IOException("no cookie " + name + " with " + answer.statusCode()));
  }

  private JsonNode post(String deed, String within, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(new Random(), deed, "POST", path(within), body);
  }

  private void put(String deed, String within, Map<String, ?> body)
      throws IOException, InterruptedException {
    send(new Random(), deed, "PUT", path(within), body);
  }

  private void delete(String deed, String within) throws IOException, InterruptedException {
    send(new Random(), deed, "DELETE", path(within), Map.of());
  }

  private void deleteFirst(String deed, String list, Random random)
      throws IOException, InterruptedException {
    var items = get(list + (list.endsWith("changes") ? "?limit=3" : "")).path("items");
    if (!items.isEmpty()) {
      delete(deed, list + "/" + items.get(random.nextInt(items.size())).path("id").asText());
    }
  }

  JsonNode send(Random random, String deed, String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request = node(random).request(path);
    if (method.equals("DELETE")) {
      request.DELETE();
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    return send(deed, request);
  }

  JsonNode send(String deed, HttpRequest.Builder request) throws IOException, InterruptedException {
    request.timeout(Duration.ofSeconds(40));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    count(deed, answer.statusCode());
    return answer.statusCode() / 100 == 2 && answer.body().startsWith("{")
        ? JSON.readTree(answer.body())
        : JSON.createObjectNode();
  }
}
