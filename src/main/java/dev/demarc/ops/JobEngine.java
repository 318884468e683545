package dev.demarc.ops;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.demarc.shared.EngineHealth;
import dev.demarc.shared.EngineWatch;
import dev.demarc.shared.JobPolling;
import dev.demarc.shared.OwnWork;
import dev.demarc.shared.Shutdown;
import dev.demarc.shared.UnderWay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs the jobs that the features schedule; a job whose node died is taken over by another. */
@ApplicationScoped
class JobEngine implements EngineHealth, UnderWay {

  private static final int THREADS = 6;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;

  /** Longer than the time-outs of its connections to the database. */
  private static final Duration SILENT_AT_MOST = Duration.ofMinutes(2);

  /** Longer than the time-out of a transaction and all that a report's bytes may take to come. */
  private static final Map<String, Duration> LONGEST_RUNS =
      Map.of("file-report", Duration.ofMinutes(5), "find-unfiled-reports", Duration.ofMinutes(10));

  private final DataSource dataSource;
  private final Instance<Task<?>> tasks;
  private final EngineWatch watch;
  private @Nullable Scheduler scheduler;

  JobEngine(DataSource dataSource, @Any Instance<Task<?>> tasks, Clock clock) {
    this.dataSource = dataSource;
    this.tasks = tasks;
    this.watch = new EngineWatch(clock, SILENT_AT_MOST, LONGEST_RUNS);
  }

  @Override
  public String name() {
    return "Jobs";
  }

  @Override
  public Optional<String> trouble() {
    return watch.trouble();
  }

  void start(@Observes StartupEvent event) {
    List<Task<?>> known = new ArrayList<>();
    tasks.forEach(known::add);
    scheduler =
        Scheduler.create(dataSource, known)
            .threads(THREADS)
            .enablePriority()
            .pollingInterval(JobPolling.every())
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(15))
            .addExecutionInterceptor(OwnWork.ofJobs())
            .addSchedulerListener(watch)
            .build();
    scheduler.start();
  }

  /** What is being done is finished, also by a node that stops. */
  void pause(@Observes Shutdown.Begins event) {
    if (scheduler != null) {
      scheduler.pause();
    }
  }

  @Override
  public int underWay() {
    return scheduler == null ? 0 : scheduler.getCurrentlyExecuting().size();
  }

  void stop(@Observes ShutdownEvent event) {
    if (scheduler != null) {
      scheduler.stop();
    }
  }
}
