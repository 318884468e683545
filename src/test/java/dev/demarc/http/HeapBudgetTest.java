package dev.demarc.http;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of its own that hands out 8 MiB to each request, with a budget for two of them. */
class HeapBudgetTest {

  private static final int BYTES = 8 << 20;
  private static final String FROM = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    var budget =
        new HeapBudget(
            () -> Optional.of(new MemorySize(BigInteger.valueOf(4L * BYTES))), null, meters);
    var router = Router.router(vertx);
    router
        .route()
        .handler(
            request -> {
              if (budget.hold(request, FROM, BYTES, false)) {
                // as methods of the API answer, by a thread that is not the connection's
                vertx.executeBlocking(
                    () -> request.response().end(Buffer.buffer(new byte[BYTES])), false);
              } else {
                request.response().setStatusCode(503).end();
              }
            });
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Socket ask() throws IOException {
    var socket = new Socket();
    socket.setSoTimeout(10_000);
    // small, so that the rest waits in the server, and not so small that reading it takes minutes
    socket.setReceiveBufferSize(64 * 1024);
    socket.connect(new InetSocketAddress("localhost", server.actualPort()), 10_000);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  private double used() {
    return meters.get("demarc.heap.reports.used").gauge().value();
  }

  @Test
  void an_answer_is_counted_until_its_reader_has_it_or_has_gone() throws IOException {
    try (var slow = ask();
        var other = ask()) {
      assertThat(status(slow)).isEqualTo("HTTP/1.1 200");
      assertThat(status(other)).isEqualTo("HTTP/1.1 200");
      try (var third = ask()) {
        assertThat(status(third)).isEqualTo("HTTP/1.1 503");
      }
      assertThat(used()).isEqualTo(2.0 * BYTES);
      slow.getInputStream().readNBytes(BYTES);
      await().atMost(Duration.ofSeconds(30)).until(() -> used() == BYTES);
      try (var third = ask()) {
        assertThat(status(third)).isEqualTo("HTTP/1.1 200");
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> used() == 0);
  }
}
