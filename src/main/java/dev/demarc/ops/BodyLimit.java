package dev.demarc.ops;

import dev.demarc.intake.Intake;
import dev.demarc.shared.ProblemType;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that says of itself that it is too large before a byte of it is read. A body that
 * does not say is cut off by the server's own limit.
 */
@ApplicationScoped
class BodyLimit {

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(BodyLimit::check);
  }

  private static void check(RoutingContext request) {
    if (announced(request) <= Intake.MAX_BYTES) {
      request.next();
      return;
    }
    var type = ProblemType.TOO_LARGE;
    request
        .response()
        .setStatusCode(type.status())
        .putHeader("Content-Type", ProblemResponses.PROBLEM_JSON)
        .putHeader("Connection", "close")
        .end(
            new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", "A body may have at most 25 MiB (26,214,400 bytes).")
                .encode());
  }

  private static long announced(RoutingContext request) {
    var length = request.request().getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // the server refuses such a request itself
    }
  }
}
