package dev.demarc.mailboxes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint that answers what it is told to. */
final class TokenStub implements AutoCloseable {

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  volatile int status = 200;
  volatile String answer = "{}";

  TokenStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  /** The forms that were posted. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  void gives(String token, int seconds) {
    status = 200;
    answer = "{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(token, seconds);
  }

  void refuses(String error, String description) {
    status = 400;
    answer = "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
