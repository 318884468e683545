package dev.demarc.triage;

import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.intake.Receipt;
import dev.demarc.shared.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes a report in for a caller who waits: stored first, then filed at once where that works. */
@ApplicationScoped
public class Submissions {

  private static final Logger LOG = Logger.getLogger(Submissions.class);

  private final Intake intake;
  private final Triage triage;
  private final FilingWorker worker;

  Submissions(Intake intake, Triage triage, FilingWorker worker) {
    this.intake = intake;
    this.triage = triage;
    this.worker = worker;
  }

  /**
   * @param async whether filing is left to the worker
   * @param parsed what was read out of it when it arrived; null where that failed
   */
  public Receipt take(Delivery delivery, boolean async, @Nullable ParsedReport parsed) {
    var receipt = intake.receive(delivery);
    if (!receipt.repeat() && !async) {
      try {
        triage.processNow(receipt.reportId(), delivery.raw(), parsed);
      } catch (RuntimeException failure) {
        // it is on disk and has its job: the sender must not hear that it was refused
        remember(receipt.reportId(), failure);
      }
    }
    return receipt;
  }

  private void remember(UUID reportId, RuntimeException failure) {
    if (DatabaseFailure.of(failure).isPresent()) {
      LOG.error("A report is stored and is filed later", failure);
      return; // no failure of the report's, and there is nowhere to write it
    }
    worker.remember(reportId, failure);
  }
}
