package dev.demarc.inventory.resolver;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** One job for each resolver asks what is due: a slow one holds up one thread and no other. */
@ApplicationScoped
class ResolverJobs {

  static final TaskDescriptor<Void> ASK = TaskDescriptor.of("ask-resolver");

  private final SchedulerClient jobs;
  private final Clock clock;

  ResolverJobs(SchedulerClient jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Soon, once the transaction has ended. */
  void ask(UUID resolver) {
    JobSchedule.runAt(jobs, ASK.instance(resolver.toString()).build(), clock.instant());
  }
}
