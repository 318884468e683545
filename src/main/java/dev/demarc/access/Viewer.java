package dev.demarc.access;

import dev.demarc.shared.Actor;
import dev.demarc.shared.OwnWork;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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

  /** Whoever asks; empty where Demarc works by itself, or nobody has signed in. */
  public Optional<Actor> who() {
    if (OwnWork.isUnderWay()
        || !Arc.container().requestContext().isActive()
        || request.getCurrent() == null
        || identity.isAnonymous()) {
      return Optional.empty();
    }
    return Optional.of(
        new Actor(identity.getAttribute(CurrentActor.KIND), identity.getPrincipal().getName()));
  }

  public boolean seesAll() {
    return sight().isAll();
  }
}
