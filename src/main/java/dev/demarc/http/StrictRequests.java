package dev.demarc.http;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before anything else looks at it, a request that two readers could take for two things,
 * or that is for a host that is not served; and keeps the caller's Host header out of the answer.
 */
@ApplicationScoped
public class StrictRequests {

  /**
   * After the headers that every answer carries; before {@link RateLimit} and {@link BodyLimit}.
   */
  private static final int FIRST = Integer.MIN_VALUE + 1;

  private final Set<String> hosts;

  /** What follows an ambiguous request on its connection may be a part of that request. */
  private final Set<HttpConnection> ambiguous =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public StrictRequests(HttpSettings settings) {
    this.hosts =
        settings.hosts().orElse(Set.of()).stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
  }

  public void install(@Observes Router router) {
    router.route().order(FIRST).handler(this::check).failureHandler(this::failed);
  }

  /** A target that is no path, or a Host that is none, fails before it comes to any handler. */
  private void failed(RoutingContext request) {
    var path = request.request().path();
    boolean isNoPath = path == null || !path.startsWith("/");
    if ((isNoPath || request.statusCode() == 400) && !request.response().ended()) {
      refuse(
          request,
          "The target must be a path that starts with '/', and Host a host and maybe a port.");
    } else {
      request.next();
    }
  }

  private void check(RoutingContext request) {
    if (ambiguous.contains(request.request().connection())) {
      request.request().connection().close();
      return;
    }
    request.addHeadersEndHandler(ended -> redirectWithinTheHost(request));
    PathKind kind;
    try {
      RequestHead.check(request.request(), RequestTarget.of(request.request().uri()));
      kind = PathKind.of(request.normalizedPath());
    } catch (Problem refused) {
      refuse(request, refused.getMessage());
      return;
    }
    AcceptHeader.dropUnreadable(request.request().headers());
    if (kind != PathKind.STATIC) {
      // of a page that is not stored, a browser forgets what was typed once another is shown
      request.response().putHeader("Cache-Control", isBlankForm(request) ? "no-cache" : "no-store");
    }
    if (kind == PathKind.OPERATION || isServed(request)) {
      request.next();
    } else {
      EarlyAnswer.refuse(
          request,
          ProblemType.MISDIRECTED,
          "This host is not served here; the operator lists those that are in demarc.http.hosts.");
    }
  }

  /** The form for strangers, which says the same to everybody. */
  private static boolean isBlankForm(RoutingContext request) {
    return request.request().method() == HttpMethod.GET
        && PathKind.withoutEnd(request.normalizedPath()).equals("/report-abuse");
  }

  private void refuse(RoutingContext request, @Nullable String detail) {
    if (request.request().version() != HttpVersion.HTTP_2) {
      ambiguous.add(request.request().connection());
    }
    EarlyAnswer.refuse(request, ProblemType.BAD_REQUEST, detail);
  }

  /** Probes and scrapers call by address, so what they ask for is served under every name. */
  private boolean isServed(RoutingContext request) {
    var authority = request.request().authority();
    return hosts.isEmpty()
        || authority != null && hosts.contains(authority.host().toLowerCase(Locale.ROOT));
  }

  /** Frameworks complete a Location with the Host header, which is whatever the caller wrote. */
  private static void redirectWithinTheHost(RoutingContext request) {
    var headers = request.response().headers();
    var location = headers.get("Location");
    if (location != null && !OutwardRedirect.isAllowed(request, location)) {
      headers.set("Location", location.replaceFirst("^(?i:https?)://[^/?#]*(?=/)", ""));
    }
  }
}
