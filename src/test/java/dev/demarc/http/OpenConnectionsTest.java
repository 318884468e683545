package dev.demarc.http;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ops.OwnHttpSettings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** At a server of its own. */
class OpenConnectionsTest {

  private static final String ASK = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String ASK_FOR_EVER = "GET /for-ever HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private OpenConnections connections;
  private int port;

  private void serve(int most, int mostOfOneAddress, Duration idle) throws Exception {
    connections = new OpenConnections(OwnHttpSettings.limited(most, mostOfOneAddress, idle));
    connections.start(null);
    var router = Router.router(vertx);
    connections.install(router);
    router
        .route()
        .handler(
            request -> {
              if (!request.request().path().equals("/for-ever")) {
                request.end("here");
              }
            });
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get()
            .actualPort();
  }

  @AfterEach
  void stop() {
    connections.stop(null);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket connect() throws IOException {
    var socket = new Socket("localhost", port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String ask(Socket socket) throws IOException {
    send(socket, ASK);
    var answer = new byte[1000];
    int length = socket.getInputStream().read(answer);
    return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void connections_are_seen_before_anything_was_asked() throws Exception {
    serve(10, 3, Duration.ofMinutes(1));
    try (var first = connect()) {
      await().until(() -> connections.count() == 1);
      try (var second = connect();
          var third = connect();
          var fourth = connect()) {
        await().until(() -> isClosed(first));
        assertThat(isClosed(second)).isFalse();
        assertThat(isClosed(third)).isFalse();
        assertThat(isClosed(fourth)).isFalse();
        assertThat(connections.count()).isEqualTo(3);
      }
    }
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_not_waited_for() throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    var began = Instant.now();
    try (var slow = connect()) {
      send(slow, "GET / HTTP/1.1\r\nX: ");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                try {
                  send(slow, "x");
                  return isClosed(slow);
                } catch (IOException closed) {
                  return true;
                }
              });
    }
    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void a_connection_that_waits_for_its_next_request_ends_and_one_amid_a_request_does_not()
      throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    try (var idle = connect();
        var busy = connect()) {
      assertThat(ask(idle)).startsWith("HTTP/1.1 200");
      send(busy, ASK_FOR_EVER);
      await().atMost(Duration.ofSeconds(30)).until(() -> isClosed(idle));
      assertThat(isClosed(busy)).isFalse();
    }
  }

  @Test
  void the_one_that_was_idle_for_longest_gives_way_to_a_new_one() throws Exception {
    serve(10, 3, Duration.ofMinutes(1));
    try (var busy = connect();
        var first = connect();
        var second = connect()) {
      send(busy, ASK_FOR_EVER);
      assertThat(ask(first)).startsWith("HTTP/1.1 200");
      assertThat(ask(second)).startsWith("HTTP/1.1 200");
      try (var third = connect()) {
        assertThat(ask(third)).startsWith("HTTP/1.1 200");
        assertThat(isClosed(first)).isTrue();
        assertThat(isClosed(second)).isFalse();
        assertThat(isClosed(busy)).isFalse();
      }
    }
  }

  @Test
  void where_all_are_busy_a_new_one_is_closed() throws Exception {
    serve(2, 10, Duration.ofMinutes(1));
    try (var one = connect();
        var other = connect()) {
      send(one, ASK_FOR_EVER);
      send(other, ASK_FOR_EVER);
      await().until(() -> connections.count() == 2);
      Thread.sleep(100); // until both were asked
      try (var third = connect()) {
        await().atMost(Duration.ofSeconds(30)).until(() -> isClosed(third));
      }
    }
  }
}
