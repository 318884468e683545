package dev.demarc.triage;

import dev.demarc.access.CurrentActor;
import dev.demarc.formats.Submission;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The reports that whoever calls may see: a key that only submits sees what it sent itself. */
@ApplicationScoped
public class VisibleReports {

  private final Intake intake;
  private final CurrentActor actor;

  VisibleReports(Intake intake, CurrentActor actor) {
    this.intake = intake;
    this.actor = actor;
  }

  /**
   * @throws Problem NOT_FOUND where there is none, or none for this caller
   */
  public StoredReport find(String id) {
    var report = stored(Bodies.reportId(id));
    if (!actor.isAnalyst() && !actor.isKey(report.submitterKey())) {
      throw Problem.notFound("There is no report " + id + ".");
    }
    return report;
  }

  StoredReport stored(UUID id) {
    return intake.find(id).orElseThrow(() -> Problem.notFound("There is no report " + id + "."));
  }

  /** The report as it was received, for reading it again. */
  public Submission submission(StoredReport report) {
    return new Submission(
        intake.raw(report.id()).orElseThrow(), report.contentType(), report.receivedAt());
  }
}
