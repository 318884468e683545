package dev.demarc.http;

import dev.demarc.shared.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Refuses a body that says of itself that it is too large, packed or of a kind that its address
 * does not take, before a byte of it is read; {@link BodyGathering} cuts off one that does not say.
 */
@ApplicationScoped
class BodyLimit {

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(\"[^\"]{1,70}\"|[^\\s\";]{1,70})\\s*(;|$)");

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 3).handler(BodyLimit::check);
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
    } else if (isMultipart(request) && !isUploadedTo(request)) {
      EarlyAnswer.refuse(
          request,
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "No file is uploaded here; send the form as application/x-www-form-urlencoded.");
    } else if (length(request.request()) > rule(request).most()) {
      EarlyAnswer.refuse(request, ProblemType.TOO_LARGE, rule(request).tooLarge());
    } else {
      request.next();
    }
  }

  /** RFC 2046, section 5.1.1. */
  private static boolean isMultipartWithoutBoundary(RoutingContext request) {
    return isMultipart(request)
        && !BOUNDARY.matcher(request.request().getHeader("Content-Type")).find();
  }

  private static boolean isMultipart(RoutingContext request) {
    return BodyRule.isMultipart(request.request().getHeader("Content-Type"));
  }

  private static boolean isUploadedTo(RoutingContext request) {
    var path = request.normalizedPath();
    return PathKind.of(path).takesKeys() || BodyRule.takesFiles(path);
  }

  /**
   * As the sender says; -1 where they do not, and where the server refuses such a request itself.
   */
  static long length(HttpServerRequest request) {
    var length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  static BodyRule rule(RoutingContext request) {
    var head = request.request();
    return BodyRule.of(request.normalizedPath(), head.getHeader("Content-Type"), length(head));
  }
}
