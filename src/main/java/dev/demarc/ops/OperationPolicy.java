package dev.demarc.ops;

import com.google.re2j.Pattern;
import dev.demarc.access.Roles;
import dev.demarc.http.PathKind;
import dev.demarc.shared.NetworkList;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * What stands below {@code /q/} is for operators: whether a node lives and takes reports is told to
 * anybody, as probes have no keys; metrics and all else, which count the cases of all queues, to
 * listed networks and to keys that read all of them.
 */
@ApplicationScoped
class OperationPolicy implements HttpSecurityPolicy {

  private static final Set<String> FOR_PROBES =
      Set.of("/q/health/live", "/q/health/ready", "/q/health/started");

  /** For whoever has any key: it is what they call. */
  private static final String DESCRIPTION = "/q/openapi";

  /** With one of these, the address is a proxy's and tells nothing about the caller. */
  private static final Pattern FORWARDED =
      Pattern.compile(
          "(?i)((x-(original-)?)?forwarded.*|via|(x-)?scheme|.*(client|real|user)-?ip"
              + "|cf-.*|cloudfront-.*|cdn-loop|x-(envoy|azure|amzn)-.*)");

  private final NetworkList networks;

  OperationPolicy(OperationSettings settings) {
    try {
      networks = NetworkList.of(settings.networks());
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException("demarc.operation.networks: " + wrong.getMessage());
    }
  }

  @Override
  public String name() {
    return "operation";
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
    var path = request.normalizedPath();
    if (PathKind.of(path) != PathKind.OPERATION
        || FOR_PROBES.contains(path)
        || isNear(request.request())) {
      return CheckResult.permit();
    }
    return identity.map(
        who ->
            path.equals(DESCRIPTION) && !who.isAnonymous() || who.hasRole(Roles.ANALYST_OF_ALL)
                ? CheckResult.PERMIT
                : CheckResult.DENY);
  }

  private boolean isNear(HttpServerRequest request) {
    var remote = request.remoteAddress();
    return remote != null
        && request.headers().names().stream().noneMatch(FORWARDED::matches)
        && networks.contains(remote.hostAddress());
  }
}
