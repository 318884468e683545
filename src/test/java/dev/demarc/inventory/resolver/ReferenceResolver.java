package dev.demarc.inventory.resolver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All that a resolver has to do, as an example for who writes one: check the signature, look up who
 * held the address at the time, and answer. Start it with {@code bench/resolver}.
 */
final class ReferenceResolver implements AutoCloseable {

  private static final Duration OLDEST = Duration.ofMinutes(5);

  /** Who holds what from when until when; the fields are those of the answer. */
  record Lease(Instant from, Instant until, Map<String, Object> holder) {}

  private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
  private final Map<String, List<Lease>> leases = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final String secret;
  private volatile Duration delay = Duration.ZERO;
  private volatile String garbage;

  ReferenceResolver(String secret, int port) throws IOException {
    this.secret = secret;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/holder", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/holder";
  }

  void lease(String value, Instant from, Instant until, Map<String, Object> holder) {
    leases
        .computeIfAbsent(value, v -> new CopyOnWriteArrayList<>())
        .add(new Lease(from, until, holder));
  }

  void answersAfter(Duration time) {
    delay = time;
  }

  void answersWith(String text) {
    garbage = text;
  }

  /** What it was asked about, with a signature that is right. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      if (!isSigned(exchange.getRequestHeaders().getFirst("Demarc-Signature"), body)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var question = json.readTree(body);
      asked.add(question.get("value").asText());
      Thread.sleep(delay.toMillis());
      var text = garbage == null ? json.writeValueAsString(holder(question)) : garbage;
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> holder(JsonNode question) {
    var at = Instant.parse(question.get("at").asText());
    for (var lease : leases.getOrDefault(question.get("value").asText(), List.of())) {
      if (!at.isBefore(lease.from()) && at.isBefore(lease.until())) {
        return Map.of(
            "holder", lease.holder(),
            "validFrom", lease.from().toString(),
            "validUntil", lease.until().toString());
      }
    }
    var nobody = new java.util.HashMap<String, Object>();
    nobody.put("holder", null);
    return nobody;
  }

  private boolean isSigned(String header, byte[] body) {
    try {
      var parts = header.split(",");
      var time = parts[0].substring("t=".length());
      var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now()).abs();
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      var right = "v1=" + java.util.HexFormat.of().formatHex(mac.doFinal(body));
      return age.compareTo(OLDEST) < 0
          && MessageDigest.isEqual(
              right.getBytes(StandardCharsets.UTF_8), parts[1].getBytes(StandardCharsets.UTF_8));
    } catch (Exception malformed) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Port and secret; answers of 198.51.100.7 that the shop holds it. */
  public static void main(String[] arguments) throws Exception {
    var resolver = new ReferenceResolver(arguments[1], Integer.parseInt(arguments[0]));
    resolver.lease(
        "198.51.100.7",
        Instant.EPOCH,
        Instant.parse("2100-01-01T00:00:00Z"),
        Map.of("owner", "Shop", "contact", "abuse@shop.example", "environment", "production"));
    System.out.println("Asked at " + resolver.url());
  }
}
