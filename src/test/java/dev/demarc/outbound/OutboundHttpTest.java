package dev.demarc.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.demarc.outbound.OutboundRequest.OutboundResponse;
import dev.demarc.shared.FreePort;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The names of hosts here are known to the test's resolver only. */
@Timeout(30)
class OutboundHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static ServerCertificate certificate;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final List<String> looked = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void certify(@TempDir Path folder) throws Exception {
    certificate = ServerCertificate.of("api.example", folder);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  private int serve(HttpServer server, HttpHandler handler) {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getLocalAddress().getAddress().getHostAddress());
          handler.handle(exchange);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private int plain(String address, int port, HttpHandler handler) throws IOException {
    return serve(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0), handler);
  }

  private int tls(HttpHandler handler) throws Exception {
    var server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return serve(server, handler);
  }

  /** A resolver whose answers are these in turn, the last one again and again. */
  private OutboundHttp http(TrustManagerFactory trust, boolean allowHttp, String... answers) {
    Queue<String> left = new ArrayDeque<>(Arrays.asList(answers));
    HostResolver resolver =
        host -> {
          looked.add(host);
          var answer = left.size() > 1 ? left.remove() : left.element();
          var found = answer.split(" ");
          var addresses = new InetAddress[found.length];
          for (int i = 0; i < found.length; i++) {
            addresses[i] = InetAddress.getByName(found[i]);
          }
          return List.of(addresses);
        };
    var allowed = AllowedNetworks.of(List.of("127.0.0.1", "127.0.0.3"));
    return new OutboundHttp(
        new OutboundAddresses(resolver, allowed),
        LoopbackOutbound.vertx(),
        trust == null ? null : TrustOptions.wrap(trust.getTrustManagers()[0]),
        allowHttp);
  }

  private static OutboundRequest get(String uri) {
    return OutboundRequest.get(URI.create(uri), PATIENCE, 64 * 1024);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String text(OutboundResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void the_checked_address_is_connected_to_and_the_name_stays_that_of_the_host() throws Exception {
    int port = plain("127.0.0.1", 0, e -> answer(e, 200, e.getRequestHeaders().getFirst("Host")));
    var answer = http(null, true, "127.0.0.1").ask(get("http://api.example:" + port + "/x?y=z"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("api.example:" + port);
    assertThat(looked).containsExactly("api.example");
  }

  @Test
  void a_name_that_leads_elsewhere_the_second_time_does_not_lead_there() throws Exception {
    int port = plain("127.0.0.1", 0, e -> answer(e, 200, "public"));
    plain("127.0.0.2", port, e -> answer(e, 200, "private"));
    var http = http(null, true, "127.0.0.1", "127.0.0.2");

    assertThat(text(http.ask(get("http://api.example:" + port)))).isEqualTo("public");
    assertThat(looked).hasSize(1);

    assertThatThrownBy(() -> http.ask(get("http://api.example:" + port)))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("127.0.0.2");
    assertThat(asked).containsExactly("127.0.0.1");
  }

  @Test
  void a_host_with_one_refused_address_is_not_asked_at_any() throws Exception {
    int port = plain("127.0.0.1", 0, e -> answer(e, 200, ""));
    assertThatThrownBy(
            () -> http(null, true, "127.0.0.1 10.0.0.1").ask(get("http://api.example:" + port)))
        .isInstanceOf(AddressRefused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void where_nothing_answers_the_next_address_is_asked() throws Exception {
    int port = plain("127.0.0.1", 0, e -> answer(e, 200, "here"));
    var answer =
        http(null, true, "127.0.0.3 127.0.0.1").ask(get("http://api.example:" + port + "/"));
    assertThat(text(answer)).isEqualTo("here");
  }

  @Test
  void nothing_that_answers_at_any_is_told() throws Exception {
    int port = FreePort.choose();
    assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(get("http://api.example:" + port)))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing answers there");
  }

  @Test
  void a_redirect_to_the_addresses_for_credentials_is_an_answer() throws Exception {
    int port =
        plain(
            "127.0.0.1",
            0,
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .add("Location", "http://169.254.169.254/latest/meta-data/");
              answer(exchange, 302, "");
            });
    var answer = http(null, true, "127.0.0.1").ask(get("http://api.example:" + port + "/"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(looked).hasSize(1);
  }

  @Test
  void a_body_that_drips_is_given_up() throws Exception {
    int port =
        plain(
            "127.0.0.1",
            0,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try {
                while (true) {
                  exchange.getResponseBody().write('x');
                  exchange.getResponseBody().flush();
                  Thread.sleep(50);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    var request =
        OutboundRequest.get(
            URI.create("http://api.example:" + port), Duration.ofSeconds(1), 64 * 1024);
    assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(request))
        .isInstanceOf(IOException.class)
        .hasMessage("it did not answer in full within 1 s");
  }

  @Test
  void a_server_that_never_answers_is_given_up() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      for (var scheme : List.of("http", "https")) {
        var request =
            OutboundRequest.get(
                URI.create(scheme + "://api.example:" + silent.getLocalPort()),
                Duration.ofSeconds(1),
                64 * 1024);
        assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(request))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void a_body_without_end_is_not_kept() throws Exception {
    var written = new AtomicInteger();
    int port =
        plain(
            "127.0.0.1",
            0,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(new byte[1 << 14]);
                written.incrementAndGet();
              }
            });
    assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(get("http://api.example:" + port)))
        .isInstanceOf(IOException.class)
        .hasMessage("its answer is larger than 64 KiB");
    assertThat(written.get()).isLessThan(10_000);
  }

  @Test
  void a_form_is_posted_with_its_headers() throws Exception {
    int port =
        plain(
            "127.0.0.1",
            0,
            exchange ->
                answer(
                    exchange,
                    201,
                    exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type")
                        + " "
                        + new String(
                            exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var request =
        new OutboundRequest(
            URI.create("http://api.example:" + port + "/token"),
            Map.of("Content-Type", "text/x"),
            "a=ü".getBytes(StandardCharsets.UTF_8),
            PATIENCE,
            1024);
    var answer = http(null, true, "127.0.0.1").ask(request);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(text(answer)).isEqualTo("POST text/x a=ü");
  }

  @Test
  void the_certificate_is_checked_against_the_name_and_the_name_is_sent() throws Exception {
    var names = new CopyOnWriteArrayList<String>();
    int port =
        tls(
            exchange -> {
              var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
              session.getRequestedServerNames().forEach(name -> names.add(name.toString()));
              answer(exchange, 200, "over TLS");
            });
    var http = http(certificate.trust(), false, "127.0.0.1");

    assertThat(text(http.ask(get("https://api.example:" + port)))).isEqualTo("over TLS");
    assertThat(names).singleElement().asString().contains("api.example");

    assertThatThrownBy(() -> http.ask(get("https://other.example:" + port)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.example");
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_certificate_that_no_authority_signed_is_refused() throws Exception {
    int port = tls(exchange -> answer(exchange, 200, ""));
    assertThatThrownBy(() -> http(null, false, "127.0.0.1").ask(get("https://api.example:" + port)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certification path");
    assertThat(asked).isEmpty();
  }

  @Test
  void without_tls_nothing_is_asked_unless_that_is_configured() {
    assertThatThrownBy(() -> http(null, false, "127.0.0.1").ask(get("http://api.example/")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("demarc.outbound.allow-http");
    for (var uri : List.of("file:///etc/passwd", "ftp://api.example/", "api.example", "https:/x")) {
      assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(get(uri)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("https://");
    }
    for (var uri : List.of("https://api.example@169.254.169.254/", "http://2130706433/")) {
      assertThatThrownBy(() -> http(null, true, "127.0.0.1").ask(get(uri)))
          .isInstanceOf(IOException.class);
    }
    assertThat(looked).isEmpty();
  }
}
