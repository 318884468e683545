package dev.demarc.triage;

import dev.demarc.casework.views.FiledReports;
import dev.demarc.evidence.EvidenceKeeper;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.files.Attachment;
import dev.demarc.intake.Channel;
import dev.demarc.responsibility.Assessment;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells what became of a report: to whoever sends it, and to whoever asks later. */
@ApplicationScoped
public class ReportViews {

  private static final Logger LOG = Logger.getLogger(ReportViews.class);

  /**
   * The answer to a submission.
   *
   * @param receivedAt null where the database went away after it was stored
   * @param caseKey null until it is filed, and where the caller does not see the case
   * @param setAside why it is filed without a case; null where it has one, or is not filed yet
   */
  public record Submitted(
      UUID id,
      FilingStatus status,
      @Nullable String format,
      @Nullable Instant receivedAt,
      @Nullable String caseKey,
      boolean joinedExistingCase,
      @Nullable Assessment assessment,
      @Nullable String setAside) {}

  /** What was read out of a report, and where it went. */
  public record ReportView(
      UUID id,
      FilingStatus status,
      @Nullable String format,
      Channel channel,
      Instant receivedAt,
      ParsedReport.@Nullable Reporter reporter,
      @Nullable String title,
      @Nullable Category category,
      @Nullable Instant occurredAt,
      @Nullable String accountId,
      @Nullable String region,
      @Nullable String externalId,
      List<Indicator> indicators,
      Map<String, Object> details,
      List<Attachment> attachments,
      List<String> problems,
      @Nullable String caseKey,
      boolean joinedExistingCase,
      @Nullable Assessment assessment,
      @Nullable String setAside,
      @Nullable String error) {}

  private final Filings filings;
  private final VisibleReports reports;
  private final EvidenceKeeper keeper;
  private final FiledReports filed;

  ReportViews(Filings filings, VisibleReports reports, EvidenceKeeper keeper, FiledReports filed) {
    this.filings = filings;
    this.reports = reports;
    this.keeper = keeper;
    this.filed = filed;
  }

  /** It is stored: whatever fails from here on, that is what its sender has to hear. */
  Submitted answerTo(UUID id) {
    try {
      return answer(id);
    } catch (RuntimeException failure) {
      LOG.error("A report is stored, and its sender is told no more than that", failure);
      return new Submitted(id, FilingStatus.RECEIVED, null, null, null, false, null, null);
    }
  }

  private Submitted answer(UUID id) {
    var report = reports.stored(id);
    var state = filings.find(id);
    var caseKey = filed.caseOf(id);
    return new Submitted(
        id,
        state
            .map(FilingState::status)
            .filter(s -> s != FilingStatus.STUCK)
            .orElse(FilingStatus.RECEIVED),
        state.map(FilingState::format).orElse(null),
        report.receivedAt(),
        caseKey.orElse(null),
        caseKey.isPresent() && state.map(FilingState::joined).orElse(false),
        state.map(FilingState::assessment).orElse(null),
        state.map(FilingState::setAside).orElse(null));
  }

  /**
   * @throws Problem NOT_FOUND
   */
  ReportView of(String id) {
    var report = reports.find(id);
    var state = filings.find(report.id());
    var reading = state.map(FilingState::reading);
    var caseKey = filed.caseOf(report.id());
    return new ReportView(
        report.id(),
        state.map(FilingState::status).orElse(FilingStatus.RECEIVED),
        state.map(FilingState::format).orElse(null),
        report.channel(),
        report.receivedAt(),
        reading.map(Reading::reporter).orElse(null),
        reading.map(Reading::title).orElse(null),
        reading.map(Reading::category).orElse(null),
        reading.map(Reading::occurredAt).orElse(null),
        reading.map(Reading::accountId).orElse(null),
        reading.map(Reading::region).orElse(null),
        reading.map(Reading::externalId).orElse(null),
        reading.map(Reading::indicators).orElse(List.of()),
        keeper.shown(reading.map(Reading::details).orElse(Map.of())),
        reading.map(Reading::attachments).orElse(List.of()),
        reading.map(Reading::problems).orElse(List.of()),
        caseKey.orElse(null),
        caseKey.isPresent() && state.map(FilingState::joined).orElse(false),
        state.map(FilingState::assessment).orElse(null),
        state.map(FilingState::setAside).orElse(null),
        state.map(FilingState::error).orElse(null));
  }
}
