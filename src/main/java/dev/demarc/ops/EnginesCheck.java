package dev.demarc.ops;

import dev.demarc.shared.EngineHealth;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether all that has to go on running does; where not, a restart is what helps. */
@Liveness
@ApplicationScoped
class EnginesCheck implements AsyncHealthCheck {

  private final Instance<EngineHealth> engines;

  EnginesCheck(@Any Instance<EngineHealth> engines) {
    this.engines = engines;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::response);
  }

  private HealthCheckResponse response() {
    var response = HealthCheckResponse.named("Engines").up();
    for (var engine : engines) {
      var trouble = engine.trouble();
      response.withData(engine.name(), trouble.orElse("runs"));
      if (trouble.isPresent()) {
        response.down();
      }
    }
    return response.build();
  }
}
