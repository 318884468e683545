package dev.demarc.access.signin;

import dev.demarc.access.SessionCookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has browsers that came over HTTPS come over nothing else from then on (RFC 6797). */
@ApplicationScoped
class StrictTransport {

  private static final String A_YEAR = "max-age=31536000";

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(StrictTransport::promise);
  }

  private static void promise(RoutingContext request) {
    if (SessionCookie.isSecure(request.request())) {
      request.response().putHeader("Strict-Transport-Security", A_YEAR);
    }
    request.next();
  }
}
