package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler of jobs on threads of its own, from the start of the node until its end: a node that
 * is to stop begins no more of them and finishes those that run; those of a node that died are
 * taken over by another.
 */
public abstract class SchedulerEngine implements EngineHealth, UnderWay {

  private static final int MISSED_HEARTBEATS = 4;

  /** Longer than the time-outs of its connections to the database. */
  private static final Duration SILENT_AT_MOST = Duration.ofMinutes(2);

  private final String name;
  private final EngineWatch watch;
  private volatile @Nullable Scheduler scheduler;
  private boolean stopping;

  /**
   * @param name as an operator knows it
   * @param longestRuns of jobs, by the task's name; the others may take as long as they like
   */
  protected SchedulerEngine(String name, Clock clock, Map<String, Duration> longestRuns) {
    this.name = name;
    this.watch = new EngineWatch(clock, SILENT_AT_MOST, longestRuns);
  }

  /**
   * @param heartbeat a job whose node is silent for four of them is taken over
   */
  protected final void begin(SchedulerBuilder jobs, Duration heartbeat) {
    var begun =
        jobs.pollingInterval(JobPolling.every())
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .addExecutionInterceptor(OwnWork.ofJobs())
            .addSchedulerListener(watch)
            .build();
    scheduler = begun;
    begun.start();
  }

  /**
   * Has it begin no jobs until {@link #resume}.
   *
   * @return false where it does so already
   */
  protected final synchronized boolean rest() {
    var running = scheduler;
    if (running == null || running.getSchedulerState().isPaused()) {
      return false;
    }
    running.pause();
    return true;
  }

  protected final synchronized void resume() {
    var running = scheduler;
    if (running != null && running.getSchedulerState().isPaused() && !stopping) {
      watch.resumed();
      running.resume();
    }
  }

  /** What goes on beside the jobs is to come to its end; called again when the node stops. */
  protected void drain() {}

  public void pause(@Observes Shutdown.Begins event) {
    synchronized (this) {
      stopping = true;
    }
    rest();
    drain();
  }

  public void stop(@Observes ShutdownEvent event) {
    var running = scheduler;
    if (running != null) {
      drain();
      running.stop();
    }
  }

  @Override
  public final String name() {
    return name;
  }

  /** While it rests, nobody looks for jobs. */
  @Override
  public final Optional<String> trouble() {
    var running = scheduler;
    return running != null && running.getSchedulerState().isPaused()
        ? Optional.empty()
        : watch.trouble();
  }

  @Override
  public final int underWay() {
    var running = scheduler;
    return running == null ? 0 : running.getCurrentlyExecuting().size();
  }
}
