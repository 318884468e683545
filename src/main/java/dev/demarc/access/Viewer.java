package dev.demarc.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose cases whoever asks sees; what Demarc does by itself sees all of them. */
@ApplicationScoped
public class Viewer {

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  Viewer(SecurityIdentity identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  public CaseScope sight() {
    if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
      return CaseScope.ALL; // a job, or a mail that is filed
    }
    CaseScope sight = identity.getAttribute(CurrentActor.SIGHT);
    return sight == null ? CaseScope.NOTHING : sight;
  }

  public boolean seesAll() {
    return sight().isAll();
  }
}
