package dev.demarc.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The page that a form was sent from. */
public final class FormPage {

  private FormPage() {}

  /** Path and query, to come back to; empty where the browser names none, or none of ours. */
  public static Optional<String> of(HttpServerRequest request) {
    var page = request.getHeader("Referer");
    var host = request.getHeader("Host");
    if (page == null || host == null) {
      return Optional.empty();
    }
    int at = page.indexOf("://" + host + "/");
    return at < 0 ? Optional.empty() : Optional.of(page.substring(at + 3 + host.length()));
  }
}
