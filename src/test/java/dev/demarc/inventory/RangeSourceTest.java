package dev.demarc.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.demarc.outbound.LoopbackOutbound;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RangeSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private RangeSource at(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return RangeSource.ofUrl(
        URI.create("http://localhost:" + server.getAddress().getPort() + path),
        LoopbackOutbound.http(),
        PATIENCE);
  }

  @Test
  void what_the_place_has_is_read() throws Exception {
    var source =
        at(
            "/ranges",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                  body.write("0123456789".getBytes(StandardCharsets.US_ASCII));
                }
              }
            });

    assertThat(source.read()).hasSize(10_000).startsWith('0', '1');
  }

  @Test
  void no_other_place_is_asked() {
    var asked = new AtomicBoolean();
    server.createContext("/elsewhere", exchange -> asked.set(true));
    var source =
        at(
            "/moved",
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              exchange.sendResponseHeaders(302, -1);
            });

    assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("302");
    assertThat(asked).isFalse();
  }

  @Test
  void a_server_that_never_comes_to_an_end_is_given_up() {
    var slow =
        at(
            "/slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                  body.write('x');
                  body.flush();
                  Thread.sleep(100);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThatThrownBy(slow::read).isInstanceOf(IOException.class).hasMessageContaining("3 s");
  }

  @Test
  void more_than_a_list_can_be_is_not_kept() {
    var large =
        at(
            "/large",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                  body.write(new byte[1 << 16]);
                }
              }
            });

    assertThatThrownBy(large::read).isInstanceOf(IOException.class).hasMessageContaining("20 MiB");
  }

  @Test
  void what_is_not_there_is_told(@TempDir Path folder) throws Exception {
    var file = folder.resolve("ip-ranges.json");
    assertThatThrownBy(() -> RangeSource.ofFile(file.toString()).read())
        .hasMessageContaining("no such file");
    Files.writeString(file, "{}");
    assertThat(RangeSource.ofFile(file.toString()).read()).hasSize(2);
    assertThatThrownBy(
            () -> RangeSource.ofUrl(URI.create("ip-ranges.json"), LoopbackOutbound.http()).read())
        .hasMessageContaining("https://");
  }
}
