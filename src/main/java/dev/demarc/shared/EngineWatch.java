package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches a job engine: whether it goes on looking for jobs, and whether one runs for longer than
 * such a job can. A look that failed, as while the database is away, counts as a look.
 */
public final class EngineWatch extends AbstractSchedulerListener {

  private final Clock clock;
  private final Duration silentAtMost;
  private final Map<String, Duration> longestRuns;
  private final Map<Execution, Instant> running = new ConcurrentHashMap<>();
  private volatile Instant lastLook;
  private volatile @Nullable Thread looking;

  /**
   * @param silentAtMost longer than any time-out of the engine's own connections
   * @param longestRuns of jobs, by the task's name; the others may take as long as they like
   */
  public EngineWatch(Clock clock, Duration silentAtMost, Map<String, Duration> longestRuns) {
    this.clock = clock;
    this.silentAtMost = silentAtMost;
    this.longestRuns = Map.copyOf(longestRuns);
    this.lastLook = clock.instant();
  }

  @Override
  public void onSchedulerEvent(SchedulerListener.SchedulerEventType event) {
    var thread = Thread.currentThread();
    switch (event) {
      case RAN_EXECUTE_DUE -> {
        looking = thread;
        lastLook = clock.instant();
      }
      case UNEXPECTED_ERROR -> {
        if (looking == null || looking == thread) {
          lastLook = clock.instant();
        }
      }
      default -> {}
    }
  }

  @Override
  public void onExecutionStart(CurrentlyExecuting started) {
    running.put(started.getExecution(), clock.instant());
  }

  @Override
  public void onExecutionComplete(ExecutionComplete complete) {
    running.remove(complete.getExecution());
  }

  /** It was told to rest, and looks for jobs again from now on. */
  public void resumed() {
    lastLook = clock.instant();
  }

  /** When it last looked for jobs. */
  public Instant lastLook() {
    return lastLook;
  }

  /** One sentence; empty where it runs as it should. */
  public Optional<String> trouble() {
    var now = clock.instant();
    if (Duration.between(lastLook, now).compareTo(silentAtMost) > 0) {
      return Optional.of(
          "It has not looked for jobs since " + lastLook.truncatedTo(ChronoUnit.SECONDS) + ".");
    }
    return running.entrySet().stream()
        .filter(run -> isTooLong(run.getKey().taskInstance.getTaskName(), run.getValue(), now))
        .findFirst()
        .map(
            run ->
                "The job "
                    + run.getKey().taskInstance.getTaskName()
                    + " "
                    + run.getKey().taskInstance.getId()
                    + " has been running since "
                    + run.getValue().truncatedTo(ChronoUnit.SECONDS)
                    + ".");
  }

  private boolean isTooLong(String task, Instant since, Instant now) {
    var longest = longestRuns.get(task);
    return longest != null && Duration.between(since, now).compareTo(longest) > 0;
  }
}
