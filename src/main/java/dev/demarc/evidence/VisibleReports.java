package dev.demarc.evidence;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.formats.Submission;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The reports that whoever calls may see: those of the cases that they see, and a key what it sent
 * itself.
 */
@ApplicationScoped
public class VisibleReports {

  private final Intake intake;
  private final CaseVisibility cases;
  private final CurrentActor actor;

  VisibleReports(Intake intake, CaseVisibility cases, CurrentActor actor) {
    this.intake = intake;
    this.cases = cases;
    this.actor = actor;
  }

  /**
   * @throws Problem NOT_FOUND where there is none, or none for this caller
   */
  public StoredReport find(String id) {
    var report = stored(reportId(id));
    boolean seen = actor.isAnalyst() && cases.seesReport(report.id());
    if (!seen && !actor.isKey(report.submitterKey())) {
      throw Problem.notFound("There is no report " + id + ".");
    }
    return report;
  }

  /** Whether an analyst's page of it is there for them. */
  public boolean isSeen(UUID id) {
    return cases.seesReport(id);
  }

  public StoredReport stored(UUID id) {
    return intake.find(id).orElseThrow(() -> Problem.notFound("There is no report " + id + "."));
  }

  /** The report as it was received, for reading it again. */
  public Submission submission(StoredReport report) {
    return new Submission(
        intake.raw(report.id()).orElseThrow(), report.contentType(), report.receivedAt());
  }

  /**
   * @throws Problem NOT_FOUND where this is no id
   */
  public static UUID reportId(String text) {
    return Ids.require(text, "There is no report " + text + ".");
  }
}
