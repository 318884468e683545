package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requests whose end two readers see at different places: a proxy in front would take for the body
 * of one request what the server takes for another (RFC 9112, section 11.2).
 */
@DemarcTest
class MessageFramingTest {

  private static final String SMUGGLED = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** Ends the body in chunks, so that what comes after is a request of its own. */
  private static final String CHUNKS = "2\r\n{}\r\n0\r\n\r\n" + SMUGGLED;

  private static String post(String version, String headers, String rest) {
    return "POST /api/v1/reports "
        + version
        + "\r\nAuthorization: Bearer test-key\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n"
        + rest;
  }

  private static String chunked(String headers) {
    return post("HTTP/1.1", "Host: localhost\r\n" + headers, CHUNKS);
  }

  private static String sized(String headers) {
    return post("HTTP/1.1", "Host: localhost\r\n" + headers, "{}" + SMUGGLED);
  }

  private static String headed(String headers) {
    return "GET /api/v1/cases HTTP/1.1\r\nAuthorization: Bearer test-key\r\n"
        + headers
        + "\r\n"
        + SMUGGLED;
  }

  private static final List<String> AMBIGUOUS =
      List.of(
          chunked("Transfer-Encoding: chunked, xchunked\r\n"),
          chunked("Transfer-Encoding: xchunked\r\n"),
          chunked("Transfer-Encoding: gzip, chunked\r\n"),
          chunked("Transfer-Encoding: chunked, chunked\r\n"),
          chunked("Transfer-Encoding: chunked,\r\n"),
          chunked("Transfer-Encoding: identity\r\n"),
          chunked("Transfer-Encoding: \u000bchunked\r\n"),
          chunked("Transfer-Encoding: \"chunked\"\r\n"),
          chunked("Transfer-Encoding: chunked;q=1\r\n"),
          chunked("Transfer-Encoding:\r\n chunked\r\n"),
          chunked("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
          chunked("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
          chunked("Transfer-Encoding : chunked\r\n"),
          chunked(" Transfer-Encoding: chunked\r\n"),
          chunked("X: x\r\n Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n"),
          chunked("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n"),
          chunked("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"),
          sized("Content-Length: 2\r\nContent-Length: 2\r\n"),
          sized("Content-Length: 2\r\nContent-Length: 3\r\n"),
          sized("Content-Length: 2, 2\r\n"),
          sized("Content-Length: +2\r\n"),
          sized("Content-Length: -2\r\n"),
          sized("Content-Length: 0x2\r\n"),
          sized("Content-Length: 2 \u000b\r\n"),
          sized("Content-Length: 99999999999999999999\r\n"),
          sized("Content-Length : 2\r\n"),
          sized("Content-Length:\r\n 2\r\n"),
          sized("Content-Length: 2\r\nX\u0000: x\r\n"),
          sized("Content-Length: 2\r\nX: \u0000\r\n"),
          sized("Content-Length: 2\r\nX(): x\r\n"),
          post("HTTP/1.0", "Host: localhost\r\nTransfer-Encoding: chunked\r\n", CHUNKS),
          post("HTTP/1.1", "Transfer-Encoding: chunked\r\n", CHUNKS),
          headed(""),
          headed("Host: localhost\r\nHost: localhost\r\n"),
          headed("Host: localhost\r\nHost: evil.example\r\n"),
          headed("Host: localhost, evil.example\r\n"),
          headed("Host: localhost/x\r\n"),
          headed("Host: user@localhost\r\n"),
          headed("Host: local host\r\n"),
          headed("Host:\r\n"));

  @Test
  void an_ambiguous_request_is_refused_and_nothing_after_it_is_answered() {
    Map<String, String> answers =
        AMBIGUOUS.parallelStream().collect(Collectors.toConcurrentMap(r -> r, r -> answer(r)));
    assertThat(answers)
        .allSatisfy(
            (request, answer) -> {
              assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
              assertThat(answer).doesNotContain("200 OK");
            });
  }

  private static String answer(String request) {
    try {
      return RawHttp.converse(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_plain_chunked_body_is_taken() throws IOException {
    var body = "{\"title\":\"Scan from 203.0.113.7\"}";
    var answer =
        RawHttp.say(
            post(
                "HTTP/1.1",
                "Host: localhost\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n",
                Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"));
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void redirects_stay_within_the_host_whatever_the_caller_calls_it() throws IOException {
    var form = "username=admin&password=correct%20horse%20battery&next=/settings";
    var answer =
        RawHttp.say(
            "POST /sign-in HTTP/1.1\r\nHost: evil.example\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\nConnection: close\r\n\r\n"
                + form);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.text().toLowerCase(java.util.Locale.ROOT))
        .contains("\r\nlocation: /settings\r\n")
        .doesNotContain("evil.example");
  }
}
