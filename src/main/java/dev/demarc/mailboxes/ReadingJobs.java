package dev.demarc.mailboxes;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** One job for each mailbox: whichever node has it reads the mailbox, and no other does. */
@ApplicationScoped
class ReadingJobs {

  static final String TABLE = "mailbox_job";

  /** Its instance is the mailbox's id. */
  static final TaskDescriptor<Void> READ = TaskDescriptor.of("read-mailbox");

  private final SchedulerClient client;
  private final Clock clock;

  ReadingJobs(DataSource dataSource, Clock clock) {
    this.client = SchedulerClient.Builder.create(dataSource).tableName(TABLE).build();
    this.clock = clock;
  }

  /** Within the caller's transaction. */
  void readSoon(UUID id) {
    var job = READ.instance(id.toString()).build();
    // where a node is at it, it looks for changes when it has come to an end
    JobSchedule.runAt(client, job, clock.instant());
  }
}
