package dev.demarc.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** As much of S3 as storing and fetching takes; signatures are not looked at. */
final class ObjectStore implements AutoCloseable {

  static final int ALL_WELL = 200;

  /** Accepts a request and says nothing until it is well again. */
  static final int NOTHING = -1;

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** The status of every answer. */
  volatile int answers = ALL_WELL;

  ObjectStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work, "store");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  boolean holds(String reportId) {
    return objects.keySet().stream().anyMatch(key -> key.contains(reportId));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      while (answers == NOTHING && !closed) {
        Wait.millis(200);
      }
      var body = exchange.getRequestBody().readAllBytes();
      var key = exchange.getRequestURI().getPath();
      if (answers != ALL_WELL) {
        exchange.sendResponseHeaders(answers, -1);
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          objects.put(key, body);
          exchange.getResponseHeaders().add("ETag", "\"" + body.length + "\"");
          exchange.sendResponseHeaders(200, -1);
        }
        case "DELETE" -> {
          objects.remove(key);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> send(exchange, objects.get(key));
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] object) throws IOException {
    if (object == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    boolean whole = exchange.getRequestMethod().equals("GET");
    exchange.sendResponseHeaders(200, whole ? object.length : -1);
    if (whole) {
      exchange.getResponseBody().write(object);
    }
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
  }
}
