package dev.demarc.ops;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.RepeatedWork;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the pool of connections still gives some out: one that is busy does, one that is stuck
 * not.
 */
@Readiness
@ApplicationScoped
class PoolCheck implements AsyncHealthCheck {

  private final AgroalDataSource pool;
  private final Duration exhaustedAfter;
  private final Clock clock;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("pool-watch"));
  private volatile Instant lastMoved;
  private long acquired;

  PoolCheck(AgroalDataSource pool, HealthSettings settings, Clock clock) {
    this.pool = pool;
    this.exhaustedAfter = settings.poolExhaustedAfter();
    this.clock = clock;
    this.lastMoved = clock.instant();
  }

  void start(@Observes StartupEvent event) {
    int size = pool.getConfiguration().connectionPoolConfiguration().maxSize();
    var metrics = pool.getMetrics();
    looking.scheduleWithFixedDelay(
        new RepeatedWork(
            "Watching the pool of the database",
            () -> look(metrics.activeCount() < size, metrics.acquireCount())),
        0,
        1,
        TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    looking.shutdownNow();
  }

  /**
   * @param free whether a connection is free now
   * @param acquiredByNow how many were given out since the start
   */
  void look(boolean free, long acquiredByNow) {
    if (free || acquiredByNow != acquired) {
      acquired = acquiredByNow;
      lastMoved = clock.instant();
    }
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(() -> HealthAnswers.response("Database pool", trouble()));
  }

  Optional<String> trouble() {
    var stuck = Duration.between(lastMoved, clock.instant());
    return stuck.compareTo(exhaustedAfter) < 0
        ? Optional.empty()
        : Optional.of(
            "All connections have been taken for " + stuck.toSeconds() + " s, and none came back.");
  }
}
