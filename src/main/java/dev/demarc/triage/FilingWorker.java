package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.intake.Intake;
import dev.demarc.shared.DatabaseFailure;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Files the reports that nobody waits for, and those whose filing failed or was cut off. A report's
 * job ends only when the report is filed, or stands among the stuck ones where people see it.
 */
@ApplicationScoped
class FilingWorker {

  private static final Logger LOG = Logger.getLogger(FilingWorker.class);

  /** While the store of the raw bytes or the database is away. */
  private static final Duration STORE_AWAY = Duration.ofSeconds(30);

  /** Or has a case that it goes to. */
  private static final Duration ANOTHER_FILES_IT = Duration.ofSeconds(5);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final int WAIT_GROWS_BY = 4;
  private static final int DEATHS_AT_NO_FAULT = 2;
  private static final int LONGEST_REASON = 1000;

  private final Intake intake;
  private final Triage triage;
  private final Filings filings;
  private final Clock clock;

  FilingWorker(Intake intake, Triage triage, Filings filings, Clock clock) {
    this.intake = intake;
    this.triage = triage;
    this.filings = filings;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> fileReport() {
    return Tasks.custom(FilingJobs.FILE_REPORT)
        .onFailure((complete, job) -> job.reschedule(complete, clock.instant().plus(STORE_AWAY)))
        .onDeadExecution(this::nodeEnded)
        .execute((instance, context) -> file(UUID.fromString(instance.getId())));
  }

  private CompletionHandler<Void> file(UUID reportId) {
    try {
      return triage.process(reportId).isPresent()
          ? new CompletionHandler.OnCompleteRemove<>()
          : again(ANOTHER_FILES_IT);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      return after(reportId, failure);
    }
  }

  private CompletionHandler<Void> after(UUID reportId, Throwable failure) {
    if (isStoreAway(failure)) {
      if (DatabaseFailure.of(failure).filter(DatabaseFailure.LOCKED::equals).isPresent()) {
        LOG.infof("Report %s is filed in a moment: another holds what it needs", reportId);
        return again(ANOTHER_FILES_IT);
      }
      LOG.errorf(failure, "A report could not be filed for want of its store or the database");
      return again(STORE_AWAY);
    }
    if (intake.find(reportId).isEmpty()) {
      LOG.infof("Report %s was removed before it was filed", reportId);
      return new CompletionHandler.OnCompleteRemove<>();
    }
    return remember(reportId, failure)
        .map(
            state ->
                state.status() == FilingStatus.RECEIVED
                    ? again(waitAfter(state.attempts()))
                    : new CompletionHandler.OnCompleteRemove<Void>())
        .orElseGet(() -> again(STORE_AWAY));
  }

  private CompletionHandler<Void> again(Duration wait) {
    return (complete, job) -> job.reschedule(complete, clock.instant().plus(wait));
  }

  /** It is nobody's failure then, and is tried for as long as it lasts. */
  private static boolean isStoreAway(Throwable failure) {
    return failure instanceof Problem problem
        ? problem.type().isPassing()
        : DatabaseFailure.of(failure).isPresent();
  }

  static Duration waitAfter(int attempts) {
    return FIRST_WAIT.multipliedBy((long) Math.pow(WAIT_GROWS_BY, attempts - 1));
  }

  /**
   * Keeps why filing failed, for the people who look at stuck reports.
   *
   * @return how far the filing has come with it; empty where that could not be kept
   */
  Optional<FilingState> remember(UUID reportId, Throwable failure) {
    LOG.errorf(
        failure, "Report %s could not be filed; it is kept and will be tried again", reportId);
    return recordFailure(
        reportId, failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }

  private Optional<FilingState> recordFailure(UUID reportId, String why) {
    try {
      return filings.failed(
          reportId, why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why);
    } catch (RuntimeException away) {
      LOG.errorf(
          "Why report %s could not be filed was not recorded (%s); its job goes on trying",
          reportId, away.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A report that brings down each node which reads it must not do so for ever; a node that ended,
   * or lost its database before it could say that it was done, is no fault of the report's.
   */
  private void nodeEnded(ExecutionComplete ended, ExecutionOperations<Void> job) {
    var execution = ended.getExecution();
    var reportId = UUID.fromString(execution.taskInstance.getId());
    int inARow = execution.consecutiveFailures + 1;
    LOG.warnf("The node that was filing report %s ended on the way; it is tried again", reportId);
    if (inARow > DEATHS_AT_NO_FAULT) {
      recordFailure(
          reportId, "The node that was filing it ended on the way, " + inARow + " times in a row.");
    }
    job.reschedule(ended, clock.instant().plus(waitAfter(Math.min(inARow, Filings.ATTEMPTS))));
  }
}
