package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.intake.Intake;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Files the reports that nobody waits for, and those whose filing failed or was cut off. */
@ApplicationScoped
class Worker {

  private static final Logger LOG = Logger.getLogger(Worker.class);

  private static final Duration STORE_AWAY = Duration.ofSeconds(30);

  private final Triage triage;
  private final Filings filings;
  private final Clock clock;

  Worker(Triage triage, Filings filings, Clock clock) {
    this.triage = triage;
    this.filings = filings;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> fileReport() {
    return Tasks.custom(Intake.FILE_REPORT)
        .onFailure(
            FailureHandler.<Void>maxRetries(Filings.ATTEMPTS - 1)
                .withBackoff(Duration.ofSeconds(5), 4)
                .thenRemove())
        .execute((instance, context) -> file(UUID.fromString(instance.getId())));
  }

  /** While the store of the raw bytes is away it is nobody's failure, and lasts as long. */
  private CompletionHandler<Void> file(UUID reportId) {
    try {
      triage.process(reportId);
      return new CompletionHandler.OnCompleteRemove<>();
    } catch (RuntimeException failure) {
      if (failure instanceof Problem problem && problem.type() == ProblemType.UNAVAILABLE) {
        return (complete, job) -> job.reschedule(complete, clock.instant().plus(STORE_AWAY));
      }
      remember(reportId, failure);
      throw failure;
    }
  }

  /** Keeps why filing failed, for the people who look at stuck reports. */
  void remember(UUID reportId, RuntimeException failure) {
    LOG.errorf(
        failure, "Report %s could not be filed; it is kept and will be tried again", reportId);
    var why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    filings.failed(reportId, why.length() > 1000 ? why.substring(0, 1000) : why);
  }
}
