package dev.demarc.formats;

import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.mime.MailAttachments;
import java.util.List;

/** One way of writing a report. Pure: no clock, no network, no database. */
public interface ReportFormat {

  /** Whether this format claims the submission; cheap, and never throws. */
  boolean recognises(OpenedSubmission opened);

  /**
   * Reads the submission tolerantly: what cannot be read goes into {@code problems}.
   *
   * @throws MalformedReport where the format has rules the sender must be told about (JSON by API)
   */
  ParsedReport read(OpenedSubmission opened);

  /** The files that came with the report, in the order of {@link ParsedReport#attachments()}. */
  default List<EvidenceFile> evidence(OpenedSubmission opened) {
    return opened.mail() == null ? List.of() : MailAttachments.of(opened.mail());
  }
}
