package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.SessionCookie;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Headers that are not what their standards say: the framework's endpoints hear them, too, and no
 * answer is a 5xx or tells of code.
 */
@DemarcTest
class BrokenHeadersTest {

  private static final List<String> MEDIA =
      List.of(
          "",
          "/",
          "*",
          ";",
          ",",
          "=",
          "\"",
          "text",
          "text/",
          "/plain",
          "a/b/c",
          "text / plain",
          "text/plain;",
          "text/plain;;q=1",
          "text/plain;q",
          "text/plain;q=",
          "text/plain;q=x",
          "text/plain;q=1e309",
          "text/plain;q=-1",
          "text/plain;q=NaN",
          "text/plain;charset=\"",
          "text/plain;charset=x-none",
          "text/plain;charset=%00",
          ";q=1",
          "q=1",
          "text/plain, ",
          "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
          "text/plain\u00ff",
          "\u00ff\u00fe",
          "multipart/form-data",
          "multipart/form-data; boundary=\"",
          "application/x-www-form-urlencoded;charset=x-none",
          "application/json;charset=\"",
          "message/",
          ",".repeat(3000),
          ";".repeat(3000),
          "x".repeat(6000));

  private static final List<String> QUALITIES =
      List.of(
          "", "*", "-", ";", ",", "x;q", "gzip;q=x", "gzip;q=-1", "de-", "q=1", "x".repeat(6000));

  private static final List<String> DATES =
      List.of("", "x", "\"", "W/", "*", "0", "99999999999999999999", "Thu, 99 Foo 2026 25:61:61");

  private static final List<String> RANGES =
      List.of(
          "",
          "bytes",
          "bytes=",
          "bytes=-",
          "bytes=--1",
          "bytes=5-1",
          "bytes=x-y",
          "bytes=0-0,2-2,4-4",
          "bytes=99999999-",
          "bytes=-99999999999999999999",
          "bytes=99999999999999999999-",
          "bytes=0-99999999999999999999",
          "lines=1-2");

  private static final List<String> COOKIES =
      List.of(
          "=",
          ";",
          "a",
          "a=\"",
          "=a",
          "a=b; a=b",
          "$Version=1; x",
          "\u00ff=\u00ff",
          SessionCookie.NAME + "=",
          SessionCookie.NAME + "=\u00ff",
          SessionCookie.NAME + "=x; " + SessionCookie.NAME + "=y",
          SessionCookie.DEVICE + "=%zz",
          SessionCookie.UNFINISHED + "=%zz",
          SessionCookie.NEXT + "=%zz",
          "csrf-token=%zz",
          "q_session=x; q_session_chunk_1=x",
          "x".repeat(6000));

  private static final List<String> FORWARDED =
      List.of(
          "", "x", ",", "[", "[::", "a b", ":", "x:99999999", "-1", "\u00ff", "for=", "for=\"[\"");

  private static final Map<String, List<String>> BROKEN =
      Map.ofEntries(
          Map.entry("Accept", MEDIA),
          Map.entry("Content-Type", MEDIA),
          Map.entry("Accept-Language", QUALITIES),
          Map.entry("Accept-Encoding", QUALITIES),
          Map.entry("Accept-Charset", QUALITIES),
          Map.entry("TE", QUALITIES),
          Map.entry("If-None-Match", DATES),
          Map.entry("If-Match", DATES),
          Map.entry("If-Modified-Since", DATES),
          Map.entry("If-Unmodified-Since", DATES),
          Map.entry("If-Range", DATES),
          Map.entry("Date", DATES),
          Map.entry("Last-Event-ID", DATES),
          Map.entry("Range", RANGES),
          Map.entry("Cookie", COOKIES),
          Map.entry("Forwarded", FORWARDED),
          Map.entry("X-Forwarded-For", FORWARDED),
          Map.entry("X-Forwarded-Host", FORWARDED),
          Map.entry("X-Forwarded-Port", FORWARDED),
          Map.entry("X-Forwarded-Proto", FORWARDED),
          Map.entry("X-Forwarded-Prefix", FORWARDED),
          Map.entry("Host", FORWARDED),
          Map.entry("Origin", FORWARDED),
          Map.entry("Referer", FORWARDED),
          Map.entry(
              "Authorization",
              List.of(
                  "",
                  "Bearer",
                  "Basic",
                  "Basic !",
                  "Basic eA==",
                  "Digest x",
                  "\u00ff",
                  "Bearer \u00ff")),
          Map.entry("Content-Encoding", List.of("", "gzip", "x", ",")),
          Map.entry("Expect", List.of("", "x", "100-continue, x")),
          Map.entry("Upgrade", List.of("", "x", "websocket", "h2c")),
          Map.entry("Connection", List.of(",", "Upgrade", "Upgrade, HTTP2-Settings", "x")),
          Map.entry("HTTP2-Settings", List.of("", "!", "AAA")),
          Map.entry("Access-Control-Request-Method", List.of("", "x")),
          Map.entry("traceparent", List.of("", "x", "00-0-0-0")),
          Map.entry("X-HTTP-Method-Override", List.of("", "x", "DELETE")));

  /** Their labels name what failed, for those who operate. */
  private static final String METRICS = "/q/metrics";

  /** What answers besides our own routes, and what is served as a file. */
  private static final List<String> FRAMEWORK =
      List.of(
          "/q/metrics",
          "/q/metrics/x",
          "/q/health",
          "/q/health/live",
          "/q/openapi",
          "/console.css",
          "/webjars/htmx.org/dist/htmx.min.js",
          "/sign-in/oidc",
          "/nothing/here");

  /** Of these, what answers in one form or another. */
  private static final List<String> NEGOTIATING =
      List.of(METRICS, "/q/health", "/q/openapi", "/console.css", "/nothing/here");

  @Test
  void metrics_are_told_whatever_is_wished_for() throws Exception {
    for (var value : MEDIA) {
      var answer = RawHttp.send("GET", "/q/metrics", "Accept: " + value + "\r\n");
      assertThat(answer.status()).as(value).isIn(200, 406);
    }
    assertThat(RawHttp.send("GET", "/q/metrics", "Accept: text/plain;charset=\"\r\n").status())
        .isEqualTo(200);
  }

  @Test
  void an_accept_that_can_be_read_is_kept() {
    for (var value :
        List.of(
            "",
            "*/*",
            "application/json",
            "text/plain;version=0.0.4;q=1,*/*;q=0.1",
            "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            "text/plain; title=\"a \\\" b\"")) {
      assertThat(AcceptHeader.isReadable(value)).as(value).isTrue();
    }
    for (var value : List.of("\"", "text/plain;charset=\"", "a b", "text/\u00ff", "/", ";q=1")) {
      assertThat(AcceptHeader.isReadable(value)).as(value).isFalse();
    }
  }

  private final List<String> failures = new ArrayList<>();

  private record Broken(String name, String value) {
    String line() {
      return name + ": " + value + "\r\n";
    }
  }

  private static List<Broken> broken() {
    return BROKEN.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(e -> e.getValue().stream().map(value -> new Broken(e.getKey(), value)))
        .toList();
  }

  @Test
  void no_endpoint_of_the_framework_fails() throws Exception {
    int next = 0;
    for (var header : broken()) {
      send("GET", FRAMEWORK.get(next++ % FRAMEWORK.size()), header, "", "");
    }
    for (var value : MEDIA) {
      for (var path : NEGOTIATING) {
        send("GET", path, new Broken("Accept", value), "", "");
      }
      var path = FRAMEWORK.get(next++ % FRAMEWORK.size());
      send("POST", path, new Broken("Content-Type", value), "", "{}");
      send("OPTIONS", path, new Broken("Accept", value), "", "");
    }
    assertThat(failures).isEmpty();
  }

  /** Their headers are read by the same code: each route hears one, all of them nearly all. */
  @Test
  void no_route_of_ours_fails() throws Exception {
    var session = ConsoleSession.ofNewPerson("administrator");
    var key = Api.newCase();
    var all = broken();
    int next = 0;
    for (var route : Routes.all()) {
      var path = route.with(name -> name.equals("key") ? key : "x");
      var header = all.get(next++ % all.size());
      // what changes something fails for want of a body that fits
      send(route.verb(), path, header, credentials(path, session, header), "{");
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void reports_and_forms_of_any_content_type_and_encoding_are_answered() throws Exception {
    var session = ConsoleSession.ofNewPerson("administrator");
    var paths = List.of("/api/v1/reports", "/v1/abuse", "/reports/new");
    int next = 0;
    for (var header : broken()) {
      boolean ofBody = header.name().startsWith("Content-");
      for (var path : ofBody ? paths : List.of(paths.get(next++ % paths.size()))) {
        send("POST", path, header, credentials(path, session, header), "title=x");
      }
    }
    assertThat(failures).isEmpty();
  }

  private static String credentials(String path, ConsoleSession session, Broken header) {
    if (Stream.of("Authorization", "Cookie").anyMatch(header.name()::equals)) {
      return "";
    }
    return PathKind.of(path).takesKeys()
        ? "Authorization: Bearer test-key\r\n"
        : session.header() + "X-CSRF-Token: " + session.csrf() + "\r\n";
  }

  private void send(String verb, String path, Broken header, String more, String body)
      throws IOException {
    boolean sends = !body.isEmpty() && !verb.equals("GET");
    var answer =
        RawHttp.say(
            verb
                + " "
                + path
                + " HTTP/1.1\r\n"
                + (header.name().equals("Host") ? "" : "Host: " + RawHttp.host() + "\r\n")
                + (header.name().equals("Connection") ? "" : "Connection: close\r\n")
                + more
                + header.line()
                + (sends ? "Content-Length: " + body.length() + "\r\n\r\n" + body : "\r\n"));
    boolean failed = answer.status() >= 500 && !isHealth(path, answer);
    if (failed || !path.startsWith(METRICS) && saysCode(answer.text())) {
      failures.add(answer.status() + " " + verb + " " + path + " " + header);
    }
  }

  /** It says so where a node is not well, and that is no failure. */
  private static boolean isHealth(String path, RawHttp.Answer answer) {
    return path.startsWith("/q/health") && answer.status() == 503;
  }

  private static boolean saysCode(String text) {
    // services of AWS name their failures so, and what follows their path does, too
    return text.contains("java.") || text.contains("io.vertx") || text.contains("\tat ");
  }
}
