package dev.demarc.ops;

import dev.demarc.intake.Intake;
import dev.demarc.shared.ProblemType;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Refuses a body that says of itself that it is too large before a byte of it is read; one that
 * does not say is cut off while it is read. Bodies of many reports are read piece by piece: only
 * the server's own limit ends them.
 */
@ApplicationScoped
class BodyLimit {

  /** Where the server's body reader looks up the limit of one request, in bytes. */
  private static final String WHILE_READING = "io.quarkus.max-request-size";

  /** After the server has set its own limit, before anything reads. */
  private static final int BEFORE_READING = -1;

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(BodyLimit::check);
    router.route().order(BEFORE_READING).handler(BodyLimit::limit);
  }

  private static void limit(RoutingContext request) {
    if (!isReadPieceByPiece(request)) {
      request.put(WHILE_READING, (long) Intake.MAX_BYTES);
    }
    request.next();
  }

  private static boolean isReadPieceByPiece(RoutingContext request) {
    var type = request.request().getHeader("Content-Type");
    var media = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return request.request().path().equals("/api/v1/reports")
        && (media.startsWith("text/csv")
            || media.startsWith("application/x-ndjson")
            || media.startsWith("application/jsonl"));
  }

  private static void check(RoutingContext request) {
    if (announced(request) <= Intake.MAX_BYTES || isReadPieceByPiece(request)) {
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
                .put(
                    "detail",
                    "A body may have at most 25 MiB (26,214,400 bytes); many reports at once go as"
                        + " NDJSON or CSV, which may have 256 MiB.")
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
