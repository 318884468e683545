package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ops.OwnHttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of its own, with what is set by default and the other. */
class HttpVersionsTest {

  private static final String UPGRADE =
      "GET / HTTP/1.1\r\nHost: demarc\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
          + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";
  private static final String AT_ONCE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String first(boolean http2, String request) throws Exception {
    var options = new HttpServerOptions();
    new HttpVersions(OwnHttpSettings.speaking(http2)).customizeHttpServer(options);
    var server =
        vertx
            .createHttpServer(options)
            .requestHandler(asked -> asked.response().end("served"))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    try (var socket = new Socket("localhost", server.actualPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void an_upgrade_to_http_2_is_ignored_without_tls() throws Exception {
    assertThat(first(false, UPGRADE)).isEqualTo("HTTP/1.1 200");
    assertThat(first(true, UPGRADE)).isEqualTo("HTTP/1.1 101");
  }

  @Test
  void http_2_at_once_is_no_request_without_tls() throws Exception {
    assertThat(first(false, AT_ONCE)).doesNotContain("\0\0");
    assertThat(first(true, AT_ONCE)).contains("\0\0");
  }
}
