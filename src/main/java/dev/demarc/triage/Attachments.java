package dev.demarc.triage;

import dev.demarc.formats.ArchiveListing;
import dev.demarc.formats.Evidence;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** The files in a report, for whoever may see it; read out of its raw bytes each time. */
@ApplicationScoped
public class Attachments {

  private final VisibleReports reports;

  Attachments(VisibleReports reports) {
    this.reports = reports;
  }

  /**
   * @throws Problem NOT_FOUND also where the evidence is held back
   */
  public Evidence.Content get(String reportId, int index) {
    var report = reports.find(reportId);
    return Evidence.attachment(reports.submission(report), index)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "The report has no attachment "
                        + index
                        + ", or it is held back; the report's attachments list those there are."));
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
