package dev.demarc.ops;

import dev.demarc.shared.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node that stops is sent no more requests. */
@Readiness
@ApplicationScoped
class ShutdownHealth implements HealthCheck {

  private final Shutdown shutdown;

  ShutdownHealth(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("stopping").status(!shutdown.isStopping()).build();
  }
}
