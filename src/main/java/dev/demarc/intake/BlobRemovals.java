package dev.demarc.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.intake.blobs.BlobStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Removes from the object store what belongs to no report. Before an object is written, its removal
 * is scheduled; the transaction that makes the report known calls it off. So an object without its
 * report goes away, however the node ended, and one with its report never does. Nothing is removed
 * because a list of the bucket looks as if nobody needed it: the database may be an older one.
 */
@ApplicationScoped
class BlobRemovals {

  private static final TaskDescriptor<Void> REMOVE_BLOB = TaskDescriptor.of("remove-blob");

  /** Longer than any transaction may take. */
  private static final Duration UNDECIDED = Duration.ofHours(1);

  private final Reports reports;
  private final BlobStores places;
  private final SchedulerClient jobs;
  private final Clock clock;

  BlobRemovals(Reports reports, BlobStores places, SchedulerClient jobs, Clock clock) {
    this.reports = reports;
    this.places = places;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Committed before this returns, whatever becomes of the caller. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void expect(List<UUID> reportIds) {
    schedule(reportIds, clock.instant().plus(UNDECIDED));
  }

  /** In the caller's transaction. */
  void callOff(UUID reportId) {
    jobs.cancel(instance(reportId));
  }

  /** In the transaction that deletes the reports. */
  void soon(List<UUID> reportIds) {
    if (!reportIds.isEmpty()) {
      schedule(reportIds, clock.instant());
    }
  }

  private void schedule(List<UUID> reportIds, Instant at) {
    List<TaskInstance<?>> instances = List.copyOf(reportIds.stream().map(this::instance).toList());
    jobs.scheduleBatch(instances, at);
  }

  private TaskInstance<Void> instance(UUID reportId) {
    return REMOVE_BLOB.instance(reportId.toString()).build();
  }

  /** A failure is tried again after five minutes, for as long as it takes. */
  @Produces
  @ApplicationScoped
  Task<Void> removeBlob() {
    return Tasks.oneTime(REMOVE_BLOB)
        .execute((instance, context) -> remove(UUID.fromString(instance.getId())));
  }

  void remove(UUID reportId) {
    if (reports.whereabouts(reportId).isEmpty()) {
      places.at(BlobLocation.S3).delete(reportId);
    }
  }
}
