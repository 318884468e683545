package dev.demarc.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.intake.blobs.BlobSettings;
import dev.demarc.intake.blobs.BlobStores;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Moves the raw bytes that lie in the database to S3, one report after another, oldest first. Each
 * can be read at any moment: it is written there before its place changes, and its place changes in
 * the transaction that deletes it here.
 */
@ApplicationScoped
class BlobMigration {

  private static final Logger LOG = Logger.getLogger(BlobMigration.class);

  private static final TaskDescriptor<Void> MOVE_BLOBS = TaskDescriptor.of("move-blobs");
  private static final int BATCH = 100;
  private static final UUID FIRST = new UUID(0, 0);

  /** Another node may still write to the database, and one that failed is tried again. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final BlobSettings settings;
  private final Intake intake;
  private final Reports reports;
  private final BlobStores places;
  private final SchedulerClient jobs;
  private final Clock clock;

  BlobMigration(
      BlobSettings settings,
      Intake intake,
      Reports reports,
      BlobStores places,
      SchedulerClient jobs,
      Clock clock) {
    this.settings = settings;
    this.intake = intake;
    this.reports = reports;
    this.places = places;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (settings.move()) {
      jobs.scheduleIfNotExists(MOVE_BLOBS.instance("one").build(), clock.instant());
    }
  }

  @Produces
  @ApplicationScoped
  Task<Void> moveBlobs() {
    return Tasks.custom(MOVE_BLOBS)
        .execute(
            (instance, context) -> {
              if (settings.move()) {
                move(() -> context.getSchedulerState().isShuttingDown());
              }
              CompletionHandler<Void> again =
                  (complete, operations) -> {
                    if (settings.move()) {
                      operations.reschedule(complete, clock.instant().plus(AGAIN));
                    } else {
                      operations.stop();
                    }
                  };
              return again;
            });
  }

  /**
   * @return how many were moved
   */
  int move(BooleanSupplier stopped) {
    int moved = 0;
    var after = FIRST;
    var batch = reports.inDatabase(after, BATCH);
    try {
      while (!batch.isEmpty() && !stopped.getAsBoolean()) {
        for (var id : batch) {
          moved += !stopped.getAsBoolean() && move(id) ? 1 : 0;
          after = id;
        }
        batch = reports.inDatabase(after, BATCH);
      }
    } catch (Problem away) {
      LOG.errorf("Moving raw reports to S3 stopped and goes on later: %s", away.getMessage());
    }
    if (moved > 0) {
      LOG.infof("%d raw reports were moved from the database to S3", moved);
    }
    return moved;
  }

  private boolean move(UUID id) {
    try {
      var bytes = intake.raw(id);
      if (bytes.isEmpty()) {
        return false;
      }
      places.at(BlobLocation.S3).put(id, bytes.get());
    } catch (Problem problem) {
      if (problem.type() == ProblemType.UNAVAILABLE) {
        throw problem;
      }
      LOG.errorf("A raw report stays in the database: %s", problem.getMessage());
      return false;
    }
    if (!reports.moved(id)) {
      places.at(BlobLocation.S3).delete(id); // its report was removed meanwhile
      return false;
    }
    return true;
  }
}
