package dev.demarc.http;

import dev.demarc.shared.ProblemType;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Refuses a request before anything reads it, in the form that clients of its address expect. */
final class EarlyAnswer {

  /** Closed at once, a connection takes the answer with it that its sender has not read yet. */
  private static final long READ_WITHIN_MS = 1_000;

  private EarlyAnswer() {}

  /** Closes the connection as well: what is left of the body is nobody's to read. */
  static void refuse(RoutingContext request, ProblemType type, @Nullable String detail) {
    var path = request.request().path();
    var kind = path == null ? PathKind.CONSOLE : PathKind.of(path);
    closeAfter(request.request(), request.vertx());
    var response = request.response();
    if (kind == PathKind.AWS_API) {
      response
          .setStatusCode(AwsErrors.status(type))
          .putHeader("Content-Type", "application/json")
          .putHeader("x-amzn-ErrorType", AwsErrors.name(type))
          .end(new JsonObject().put("message", detail).encode());
    } else if (kind.isForPrograms()) {
      response
          .setStatusCode(type.status())
          .putHeader("Content-Type", ProblemResponses.PROBLEM_JSON)
          .end(
              new JsonObject()
                  .put("type", type.uri())
                  .put("title", type.title())
                  .put("status", type.status())
                  .put("detail", detail)
                  .encode());
    } else {
      response
          .setStatusCode(type.status())
          .putHeader("Content-Type", "text/html;charset=UTF-8")
          .end(ProblemResponses.Templates.problem(type.title(), detail, kind).render());
    }
  }

  /** For an answer that comes before the end of the body: nobody will read the rest. */
  static void closeAfter(HttpServerRequest request, Vertx vertx) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("Connection", "close");
    }
    closeSoon(request, vertx);
  }

  /**
   * Closes the connection once its peer has had time to read the answer; of HTTP/2, its stream
   * where there is more to come.
   */
  static void closeSoon(HttpServerRequest request, Vertx vertx) {
    if (request.version() == HttpVersion.HTTP_2) {
      vertx.setTimer(READ_WITHIN_MS, timer -> endStream(request));
      return;
    }
    var connection = request.connection(); // the request itself may stand for whichever is current
    vertx.setTimer(READ_WITHIN_MS, timer -> connection.close());
  }

  /** The answer is whole, and the rest of the request not needed (RFC 9113, section 8.1). */
  private static void endStream(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset(Http2Error.NO_ERROR.code());
    }
  }
}
