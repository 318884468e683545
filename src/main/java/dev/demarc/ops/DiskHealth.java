package dev.demarc.ops;

import dev.demarc.intake.DiskSpace;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node whose database has no room for reports is not ready to take any. */
@Readiness
@ApplicationScoped
class DiskHealth implements HealthCheck {

  private final DiskSpace disk;

  DiskHealth(DiskSpace disk) {
    this.disk = disk;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("disk").status(!disk.isShort()).build();
  }
}
