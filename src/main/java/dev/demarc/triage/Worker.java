package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Files the reports that nobody waits for, and those whose filing failed or was cut off. */
@ApplicationScoped
class Worker {

  private static final Logger LOG = Logger.getLogger(Worker.class);

  private final Triage triage;
  private final Filings filings;

  Worker(Triage triage, Filings filings) {
    this.triage = triage;
    this.filings = filings;
  }

  @Produces
  @ApplicationScoped
  Task<Void> fileReport() {
    return Tasks.oneTime(Intake.FILE_REPORT)
        .onFailure(
            FailureHandler.<Void>maxRetries(Filings.ATTEMPTS - 1)
                .withBackoff(Duration.ofSeconds(5), 4)
                .thenRemove())
        .execute((instance, context) -> file(UUID.fromString(instance.getId())));
  }

  private void file(UUID reportId) {
    try {
      triage.process(reportId);
    } catch (RuntimeException failure) {
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
