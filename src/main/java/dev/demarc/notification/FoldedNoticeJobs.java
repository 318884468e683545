package dev.demarc.notification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for addresses whose window is over, and tells them. */
@ApplicationScoped
class FoldedNoticeJobs {

  private static final TaskDescriptor<Void> TELL = TaskDescriptor.of("tell-folded-notices");
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Logger LOG = Logger.getLogger(FoldedNoticeJobs.class);

  private final FoldedNotices folded;
  private final SchedulerClient jobs;
  private final Clock clock;

  FoldedNoticeJobs(FoldedNotices folded, SchedulerClient jobs, Clock clock) {
    this.folded = folded;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(TELL.instance("one").build(), clock.instant().plus(EVERY));
  }

  @Produces
  @ApplicationScoped
  Task<Void> tellFoldedNotices() {
    return JobSchedule.recurring(TELL, EVERY, clock, this::tell);
  }

  /** One address that fails holds up no other; it is tried again the next time. */
  void tell() {
    for (var recipient : folded.due()) {
      try {
        folded.tell(recipient);
      } catch (RuntimeException e) {
        LOG.warnf(e, "What waits for %s could not be told; it is tried again", recipient);
      }
    }
  }
}
