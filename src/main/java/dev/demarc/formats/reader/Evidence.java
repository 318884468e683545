package dev.demarc.formats.reader;

import dev.demarc.formats.Submission;
import dev.demarc.formats.files.ArchiveListing;
import dev.demarc.formats.files.ArchiveReader;
import dev.demarc.formats.files.Attachment;
import java.util.Optional;

/** Gets a file inside a report, and what is in it, back out of the report's raw bytes. */
public final class Evidence {

  /** A file and what {@code ParsedReport.attachments()} says of it. */
  public record Content(Attachment attachment, byte[] bytes) {}

  private Evidence() {}

  /**
   * The attachment with this index, decoded. Empty where there is none, or where the format holds
   * its evidence back (child sexual abuse material: references only).
   */
  public static Optional<Content> attachment(Submission submission, int index) {
    var files = new FormatReader().evidence(submission);
    if (index < 0 || index >= files.size()) {
      return Optional.empty();
    }
    var file = files.get(index);
    return Optional.of(new Content(file.describe(index), file.content()));
  }

  /** What is in a file; empty where it is no archive. */
  public static Optional<ArchiveListing> listing(Content file) {
    return ArchiveReader.list(file.bytes());
  }
}
