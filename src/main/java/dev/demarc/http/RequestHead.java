package dev.demarc.http;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The headers that say where a request ends and which host it is for: with two readings of them,
 * one request is two behind a proxy (RFC 9112, section 11.2).
 */
public final class RequestHead {

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private RequestHead() {}

  /**
   * @throws Problem BAD_REQUEST where two readers could take it for two things
   */
  public static void check(HttpServerRequest request, RequestTarget target) {
    var headers = request.headers();
    checkHost(request, headers.getAll("Host"), target);
    checkLength(request.version(), headers);
  }

  private static void checkHost(
      HttpServerRequest request, List<String> hosts, RequestTarget target) {
    boolean needed = request.version() == HttpVersion.HTTP_1_1;
    require(hosts.size() == 1 || hosts.isEmpty() && !needed, "Send one Host header.");
    for (var host : hosts) {
      require(HOST.matcher(host).matches(), "The Host header must be a host and maybe a port.");
      require(
          target.authority() == null || target.authority().equalsIgnoreCase(host),
          "The target names another host than the Host header.");
      require(
          request.version() != HttpVersion.HTTP_2
              || request.authority() == null
              || request.authority().toString().equalsIgnoreCase(host),
          ":authority names another host than the Host header.");
    }
  }

  private static void checkLength(HttpVersion version, MultiMap headers) {
    var lengths = headers.getAll("Content-Length");
    var encodings = headers.getAll("Transfer-Encoding");
    require(
        lengths.size() < 2 && lengths.stream().allMatch(l -> LENGTH.matcher(l).matches()),
        "Content-Length must be one number.");
    if (!encodings.isEmpty()) {
      require(
          version == HttpVersion.HTTP_1_1
              && encodings.size() == 1
              && encodings.get(0).equalsIgnoreCase("chunked"),
          "Transfer-Encoding must be chunked and nothing else, once, in HTTP/1.1.");
      require(lengths.isEmpty(), "Send Content-Length or Transfer-Encoding, not both.");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Problem(ProblemType.BAD_REQUEST, otherwise);
    }
  }
}
