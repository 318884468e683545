package dev.demarc.evidence;

import dev.demarc.formats.files.ArchiveListing;
import dev.demarc.formats.reader.Evidence;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** The files in a report, for whoever may see it; read out of its raw bytes each time. */
@ApplicationScoped
public class Attachments {

  private final VisibleReports reports;
  private final EvidenceKeeper keeper;

  Attachments(VisibleReports reports, EvidenceKeeper keeper) {
    this.reports = reports;
    this.keeper = keeper;
  }

  /**
   * @throws Problem NOT_FOUND also where its format holds the evidence back; FORBIDDEN where it is
   *     held back from this caller
   */
  public Evidence.Content get(String reportId, int index) {
    var report = reports.find(reportId);
    keeper.hold(report);
    var content =
        Evidence.attachment(reports.submission(report), index)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "The report has no attachment "
                            + index
                            + ", or it is held back; the report's attachments list those there"
                            + " are."));
    keeper.authoriseAccess(report, "attachment " + index);
    return new Evidence.Content(content.attachment(), keeper.shown(report, content.bytes()));
  }

  /**
   * @throws Problem NOT_FOUND where the file is no archive
   */
  public ArchiveListing listing(Evidence.Content file) {
    return Evidence.listing(file)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Attachment "
                        + file.attachment().index()
                        + " is "
                        + file.attachment().detectedType()
                        + ", which is no archive; download it instead."));
  }
}
