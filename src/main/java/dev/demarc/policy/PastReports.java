package dev.demarc.policy;

import dev.demarc.casework.PastCases.PastCase;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.intake.Intake;
import dev.demarc.inventory.Inventory;
import dev.demarc.responsibility.AssessmentContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads again what past cases were decided on: their first report. */
@ApplicationScoped
class PastReports {

  private final Intake intake;
  private final FormatReader formats;
  private final Inventory inventory;

  PastReports(Intake intake, FormatReader formats, Inventory inventory) {
    this.intake = intake;
    this.formats = formats;
    this.inventory = inventory;
  }

  /** Empty where it is gone or its format refuses it today. */
  Optional<ParsedReport> of(PastCase past) {
    var report = intake.find(past.firstReport());
    var raw = intake.raw(past.firstReport());
    if (report.isEmpty() || raw.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          formats.readStored(
              new Submission(raw.get(), report.get().contentType(), report.get().receivedAt())));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * @param report the one it was decided on
   */
  AssessmentContext known(PastCase past, ParsedReport report) {
    var at = report.occurredAt() == null ? past.openedAt() : report.occurredAt();
    return new AssessmentContext(
        inventory.holdings(report.indicators(), report.accountId(), at), past.answers());
  }
}
