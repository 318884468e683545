package dev.demarc.access;

import dev.demarc.shared.OwnWork;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whose cases whoever asks sees; what Demarc does by itself ({@link OwnWork}) sees all of them, and
 * says so.
 */
@ApplicationScoped
public class Viewer {

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  Viewer(SecurityIdentity identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  public CaseScope sight() {
    if (OwnWork.isUnderWay()) {
      return CaseScope.ALL;
    }
    if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
      throw new IllegalStateException(
          "Nobody is asking here; what Demarc does by itself runs in OwnWork.");
    }
    CaseScope sight = identity.getAttribute(CurrentActor.SIGHT);
    return sight == null ? CaseScope.NOTHING : sight;
  }

  public boolean seesAll() {
    return sight().isAll();
  }
}
