package dev.demarc.ops;

import dev.demarc.http.PathKind;
import dev.demarc.intake.Intake;
import dev.demarc.shared.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses a body that says of itself that it is too large, or packed, before a byte of it is read;
 * cuts one off that does not say while it is read; and gives up on one that stops coming. Bodies of
 * many reports are read piece by piece and may be larger.
 */
@ApplicationScoped
class BodyLimit {

  private static final long MANY_REPORTS = 256L << 20;
  private static final long ABUSE_SIGNAL = 5L << 20;

  /** Where the server's own body reader looks up its limit; its answer past it has no words. */
  private static final String WHILE_READING = "io.quarkus.max-request-size";

  private static final long NO_LIMIT = -1;

  /** After the server has set its own limit, before anything reads. */
  private static final int BEFORE_READING = -1;

  private static final int BUFFER = 64 * 1024;
  private static final Pattern MULTIPART = Pattern.compile("(?i)\\s*multipart/");
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(\"[^\"]{1,70}\"|[^\\s\";]{1,70})\\s*(;|$)");
  private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final CurrentVertxRequest current;
  private final long stalledAfter;

  BodyLimit(CurrentVertxRequest current, LimitSettings settings) {
    this.current = current;
    this.stalledAfter = settings.bodyStallsAfter();
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 3).handler(BodyLimit::check);
    router
        .route()
        .order(BEFORE_READING)
        .handler(
            request -> {
              request.put(WHILE_READING, NO_LIMIT);
              request.next();
            });
  }

  private static void check(RoutingContext request) {
    var packed = request.request().getHeader("Content-Encoding");
    if (packed != null && !packed.equalsIgnoreCase("identity")) {
      request.response().putHeader("Accept-Encoding", "identity");
      EarlyAnswer.refuse(
          request,
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Bodies are taken as they are, without Content-Encoding; unpack it and send it again.");
    } else if (isMultipartWithoutBoundary(request)) {
      EarlyAnswer.refuse(
          request,
          ProblemType.UNREADABLE,
          "A multipart body needs its boundary in the Content-Type, of 1 to 70 characters.");
    } else if (announced(request) > limit(request)) {
      EarlyAnswer.refuse(request, ProblemType.TOO_LARGE, tooLarge(request));
    } else {
      request.next();
    }
  }

  /** RFC 2046, section 5.1.1. */
  private static boolean isMultipartWithoutBoundary(RoutingContext request) {
    var type = request.request().getHeader("Content-Type");
    return type != null && MULTIPART.matcher(type).lookingAt() && !BOUNDARY.matcher(type).find();
  }

  private static long announced(RoutingContext request) {
    var length = request.request().getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // the server refuses such a request itself
    }
  }

  private static long limit(RoutingContext request) {
    if (isAwsShaped(request)) {
      return ABUSE_SIGNAL;
    }
    return isReadPieceByPiece(request) ? MANY_REPORTS : Intake.MAX_BYTES;
  }

  private static boolean isAwsShaped(RoutingContext request) {
    return PathKind.of(request.normalizedPath()) == PathKind.AWS_API;
  }

  private static boolean isReadPieceByPiece(RoutingContext request) {
    var type = request.request().getHeader("Content-Type");
    var media = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return request.normalizedPath().matches("/api/v1/reports/?")
        && (media.startsWith("text/csv")
            || media.startsWith("application/x-ndjson")
            || media.startsWith("application/jsonl"));
  }

  private static String tooLarge(RoutingContext request) {
    if (isAwsShaped(request)) {
      return "A request may have at most 5 MB.";
    }
    return isReadPieceByPiece(request)
        ? "A body may have at most 256 MiB (268,435,456 bytes); send the rest in another request."
        : "A body may have at most 25 MiB (26,214,400 bytes); many reports at once go as NDJSON or"
            + " CSV, which may have 256 MiB.";
  }

  /** Stands between the network and whatever reads the body. */
  @ServerRequestFilter
  void guard(ResteasyReactiveContainerRequestContext call) {
    var request = current.getCurrent();
    if (WITHOUT_BODY.contains(request.request().method())) {
      return;
    }
    var body = new IncomingBody(call.getEntityStream(), limit(request), tooLarge(request));
    call.setEntityStream(new BufferedInputStream(body, BUFFER));
    var vertx = request.vertx();
    long watch =
        vertx.setPeriodic(
            1_000,
            timer -> {
              if (body.hasWaited(stalledAfter) && !request.response().ended()) {
                EarlyAnswer.refuse(
                    request,
                    ProblemType.TIMED_OUT,
                    "No more of the body came for " + stalledAfter + " s; send it again, whole.");
              }
            });
    request.addEndHandler(ended -> vertx.cancelTimer(watch));
  }
}
