package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.http.StrictRequests;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of its own, which serves two hosts. */
@DemarcTest
class ServedHostsTest {

  @Inject Vertx vertx;

  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    var router = Router.router(vertx);
    new StrictRequests(OwnHttpSettings.serving("demarc.example", "Abuse.Example")).install(router);
    router
        .route("/away")
        .handler(
            request ->
                request
                    .response()
                    .setStatusCode(303)
                    .putHeader(
                        "Location", "http://" + request.request().getHeader("Host") + "/x?a=b")
                    .end());
    router.route().order(Integer.MAX_VALUE).handler(request -> request.response().end("served"));
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
    server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String get(String path, String host) throws IOException {
    try (var socket = new Socket("localhost", server.actualPort())) {
      socket.setSoTimeout(10_000);
      var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demarc.example", "DEMARC.example:8080", "abuse.example:443"})
  void a_host_that_is_named_is_served_on_any_port(String host) throws IOException {
    assertThat(get("/api/v1/cases", host)).startsWith("HTTP/1.1 200").endsWith("served");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "demarc.example.evil.example", "127.0.0.1", "[::1]:80"})
  void another_is_told_that_it_is_not_served(String host) throws IOException {
    assertThat(get("/api/v1/cases", host))
        .startsWith("HTTP/1.1 421")
        .contains("urn:demarc:problem:misdirected")
        .contains("demarc.http.hosts");
    assertThat(get("/sign-in", host)).startsWith("HTTP/1.1 421").contains("text/html");
  }

  @Test
  void probes_and_scrapers_call_by_address() throws IOException {
    assertThat(get("/q/health/live", "10.0.0.7:8080")).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_redirect_stays_within_the_host() throws IOException {
    assertThat(get("/away", "demarc.example")).contains("\r\nLocation: /x?a=b\r\n");
  }
}
