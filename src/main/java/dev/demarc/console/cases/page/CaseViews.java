package dev.demarc.console.cases.page;

import dev.demarc.access.people.People;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.volume.ReportVolume;
import dev.demarc.responsibility.matrix.Matrix;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the case page shows beside the case itself. */
@ApplicationScoped
public class CaseViews {

  private final CaseReportText reports;
  private final ReportVolume volumes;
  private final Composer composer;
  private final People people;
  private final SeenEntry seen;

  CaseViews(
      CaseReportText reports,
      ReportVolume volumes,
      Composer composer,
      People people,
      SeenEntry seen) {
    this.reports = reports;
    this.volumes = volumes;
    this.composer = composer;
    this.people = people;
    this.seen = seen;
  }

  /**
   * @param events the page of the timeline that is shown, newest first
   * @param report the report to show; null for the newest
   * @param refused whether a change was refused just now
   */
  public CaseView of(
      CaseFile file,
      Matrix matrix,
      List<CaseFile.CaseEvent> events,
      @Nullable UUID report,
      boolean refused) {
    var decision = file.assessment().assessment();
    boolean open = file.status() == CaseStatus.OPEN;
    var engine = file.engineAssessment() == null ? null : file.engineAssessment().assessment();
    var volume = volumes.of(file);
    return new CaseView(
        DrawnLine.of(matrix, decision, engine),
        open && engine == null ? TwoReadings.of(matrix, decision).orElse(null) : null,
        reports.of(file, report).orElse(null),
        volume,
        volume.isStorm() ? VolumeChart.of(volume, 828, 128, 48) : null,
        volume.isStorm() ? VolumeChart.of(volume, 358, 128, 14) : null,
        FoldedTimeline.of(events),
        people.all().stream()
            .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name)),
        composer.of(file),
        events.isEmpty() ? null : events.get(0).id(),
        refused && seen.id() != null ? since(seen.id(), events) : List.of());
  }

  private static List<CaseFile.CaseEvent> since(UUID seen, List<CaseFile.CaseEvent> events) {
    // ids are in the order of time as text; UUID compares its halves with their signs
    return events.stream()
        .filter(event -> event.id().toString().compareTo(seen.toString()) > 0)
        .limit(10)
        .toList();
  }
}
