package dev.demarc.ops;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.demarc.shared.SchedulerEngine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Runs the jobs that the features schedule; a job whose node died is taken over by another. */
@Singleton
class JobEngine extends SchedulerEngine {

  private static final int THREADS = 6;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** Longer than the time-out of a transaction and all that a report's bytes may take to come. */
  private static final Map<String, Duration> LONGEST_RUNS =
      Map.of("file-report", Duration.ofMinutes(5), "find-unfiled-reports", Duration.ofMinutes(10));

  private final DataSource dataSource;
  private final Instance<Task<?>> tasks;

  JobEngine(DataSource dataSource, @Any Instance<Task<?>> tasks, Clock clock) {
    super("Jobs", clock, LONGEST_RUNS);
    this.dataSource = dataSource;
    this.tasks = tasks;
  }

  void start(@Observes StartupEvent event) {
    List<Task<?>> known = new ArrayList<>();
    tasks.forEach(known::add);
    begin(
        Scheduler.create(dataSource, known)
            .threads(THREADS)
            .enablePriority()
            .shutdownMaxWait(Duration.ofSeconds(15)),
        HEARTBEAT);
  }
}
