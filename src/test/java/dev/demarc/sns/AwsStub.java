package dev.demarc.sns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands where SNS stands, for the whole run: no test asks AWS for anything. */
final class AwsStub {

  /** How it answers a request whose path or query contains the key. */
  interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final Map<String, Handler> HANDLERS = new ConcurrentHashMap<>();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static final HttpServer SERVER = start();

  private AwsStub() {}

  private static HttpServer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              work -> {
                var thread = new Thread(work, "aws-stub");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext("/", AwsStub::handle);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestURI().toString();
      ASKED.add(asked);
      for (var handler : HANDLERS.entrySet()) {
        if (asked.contains(handler.getKey())) {
          handler.getValue().answer(exchange);
          return;
        }
      }
      exchange.sendResponseHeaders(404, -1);
    }
  }

  static void standsInFor(SnsRequests aws) {
    aws.routeThrough(AwsStub::here, Duration.ofSeconds(2));
  }

  private static URI here(URI aws) {
    return URI.create(
        "http://127.0.0.1:"
            + SERVER.getAddress().getPort()
            + aws.getRawPath()
            + (aws.getRawQuery() == null ? "" : "?" + aws.getRawQuery()));
  }

  static void on(String part, Handler handler) {
    HANDLERS.put(part, handler);
  }

  static void on(String part, int status, byte[] body) {
    on(
        part,
        exchange -> {
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  static long asked(String part) {
    return ASKED.stream().filter(request -> request.contains(part)).count();
  }
}
