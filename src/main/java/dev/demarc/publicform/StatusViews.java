package dev.demarc.publicform;

import dev.demarc.casework.views.ReportProgress;
import dev.demarc.casework.views.ReportProgressReader;
import dev.demarc.clocks.PromisedTimes;
import dev.demarc.clocks.PromisedTimes.Promised;
import dev.demarc.notification.AddressedNotes;
import dev.demarc.notification.AddressedNotes.AddressedNote;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of a report shows. */
@ApplicationScoped
class StatusViews {

  private final PublicReports reports;
  private final PublicMessages messages;
  private final ReportProgressReader progress;
  private final PromisedTimes promises;
  private final AddressedNotes notes;
  private final Clock clock;

  StatusViews(
      PublicReports reports,
      PublicMessages messages,
      ReportProgressReader progress,
      PromisedTimes promises,
      AddressedNotes notes,
      Clock clock) {
    this.reports = reports;
    this.messages = messages;
    this.progress = progress;
    this.promises = promises;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND where no report has the token, or its time is over
   */
  @Transactional
  StatusView of(String token) {
    var report = reports.find(token).orElseThrow(PublicReports::nothingHere);
    var come = progress.of(report.reportId()).orElse(null);
    var written = messages.of(report.reportId());
    var answers = answers(report, come);
    return new StatusView(
        report,
        come,
        come == null ? Promised.NOTHING : promises.of(come.caseId(), lastWord(come, answers)),
        written,
        report.provedAt() == null ? List.of() : answers,
        disagreeUntil(come, written),
        clock.instant());
  }

  /** What the desk wrote to the typed address since the report came; shown once it is proved. */
  private List<AddressedNote> answers(PublicReports.Status report, @Nullable ReportProgress come) {
    var address = report.address();
    return come == null || address == null
        ? List.of()
        : notes.to(address, come.cases(), report.receivedAt());
  }

  /** What people write for themselves is none. */
  private static Instant lastWord(ReportProgress come, List<AddressedNote> answers) {
    return Stream.concat(
            answers.stream().map(AddressedNote::at),
            Stream.of(come.filedAt(), come.readAt(), come.changedAt()))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private @Nullable Instant disagreeUntil(
      @Nullable ReportProgress come, List<PublicMessages.Message> written) {
    var closedAt = come == null || !come.isClosed() ? null : come.closedAt();
    var until = messages.disagreeUntil(closedAt);
    boolean said =
        closedAt != null
            && written.stream().anyMatch(m -> m.isDisagreement() && m.at().isAfter(closedAt));
    return until == null || said || until.isBefore(clock.instant()) ? null : until;
  }
}
