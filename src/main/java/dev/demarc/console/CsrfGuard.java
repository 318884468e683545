package dev.demarc.console;

import dev.demarc.access.CurrentActor;
import dev.demarc.http.PathKind;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets a form of the console through only where it comes from the console: from the same origin,
 * and with the token of the session that sends it. The API is not asked: no cookie opens it.
 */
@ApplicationScoped
class CsrfGuard {

  static final String FIELD = "csrf";
  static final String HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final CurrentActor actor;

  CsrfGuard(CurrentActor actor) {
    this.actor = actor;
  }

  @WithFormRead
  @ServerRequestFilter
  void check(ResteasyReactiveContainerRequestContext context, HttpServerRequest request) {
    var kind = PathKind.of(pathOf(context));
    if (kind.isForPrograms() || SAFE.contains(context.getMethod())) {
      return;
    }
    requireSameOrigin(request);
    if (kind != PathKind.SIGN_IN && kind != PathKind.PUBLIC) {
      requireToken(context, request);
    }
  }

  /** As it is routed: no form passes for one of the API's. */
  private static String pathOf(ResteasyReactiveContainerRequestContext context) {
    return ((ResteasyReactiveRequestContext) context.getServerRequestContext()).getPath();
  }

  private static void requireSameOrigin(HttpServerRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw refused();
    }
    var origin = request.getHeader("Origin");
    if (origin != null
        && !origin.endsWith("://" + request.getHeader("Host"))
        && !origin.endsWith("://" + request.authority())) {
      throw refused();
    }
  }

  private void requireToken(
      ResteasyReactiveContainerRequestContext context, HttpServerRequest request) {
    var token = request.getHeader(HEADER);
    if (token == null
        && ((ResteasyReactiveRequestContext) context.getServerRequestContext())
                .getFormParameter(FIELD, true, false)
            instanceof String field) {
      token = field;
    }
    if (!actor.isSignedIn()) {
      throw new UnauthorizedException();
    }
    if (token == null || !FormToken.matches(token, actor.csrfToken())) {
      throw refused();
    }
  }

  private static Problem refused() {
    return new Problem(
        ProblemType.FORBIDDEN,
        "This form did not come from your session. Go back, load the page again, and repeat.");
  }
}
