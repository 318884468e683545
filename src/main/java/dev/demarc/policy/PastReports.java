package dev.demarc.policy;

import dev.demarc.casework.dispatch.PastCases.PastCase;
import dev.demarc.formats.ParsedReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.reading.ReadReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.responsibility.AssessmentContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads again what past cases were decided on: their first report. */
@ApplicationScoped
class PastReports {

  private final ReportReader reader;
  private final Inventory inventory;

  PastReports(ReportReader reader, Inventory inventory) {
    this.reader = reader;
    this.inventory = inventory;
  }

  /** Empty where it is gone or its format refuses it today. */
  Optional<ParsedReport> of(PastCase past) {
    try {
      return reader.find(past.firstReport()).map(ReadReport::parsed);
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
