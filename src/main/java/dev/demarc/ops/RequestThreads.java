package dev.demarc.ops;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.EngineHealth;
import dev.demarc.shared.RepeatedWork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether the threads that answer requests still take new ones. */
@ApplicationScoped
class RequestThreads implements EngineHealth {

  private static final int EVERY_SECONDS = 5;

  private final Duration stuckAfter;
  private final Clock clock;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("thread-watch"));
  private volatile @Nullable Instant waitingSince;

  RequestThreads(HealthSettings settings, Clock clock) {
    this.stuckAfter = settings.threadsStuckAfter();
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    asking.scheduleWithFixedDelay(
        new RepeatedWork("Asking for a thread", () -> ask(Infrastructure.getDefaultExecutor())),
        0,
        EVERY_SECONDS,
        TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    asking.shutdownNow();
  }

  /** Puts itself behind the requests that wait for a thread. */
  void ask(Executor threads) {
    if (waitingSince != null) {
      return;
    }
    waitingSince = clock.instant();
    try {
      threads.execute(() -> waitingSince = null);
    } catch (RejectedExecutionException full) {
      // then it is as if it waited
    }
  }

  @Override
  public String name() {
    return "Request threads";
  }

  @Override
  public Optional<String> trouble() {
    var since = waitingSince;
    if (since == null) {
      return Optional.empty();
    }
    var waited = Duration.between(since, clock.instant());
    return waited.compareTo(stuckAfter) < 0
        ? Optional.empty()
        : Optional.of("No thread became free for a request for " + waited.toSeconds() + " s.");
  }
}
