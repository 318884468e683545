package dev.demarc.formats.mime;

import dev.demarc.formats.containers.ArchiveLock;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.files.UnpackedFiles.File;
import dev.demarc.formats.files.UnpackingBudget;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The files of a mail's parts: a part as it is, or what is in it where it is an archive. */
public final class PartFiles {

  private static final int MOST_FILES = 40;
  private static final int MOST_BYTES = 16 << 20;

  private PartFiles() {}

  /** One after another; all the archives together give as much as one may. */
  public static List<UnpackedFiles> of(Stream<MailPart> parts) {
    var budget = new UnpackingBudget(MOST_FILES, MOST_BYTES);
    return parts.map(part -> of(part, budget)).toList();
  }

  private static UnpackedFiles of(MailPart part, UnpackingBudget budget) {
    var raw = part.content;
    if (!UnpackedFiles.isArchive(raw)) {
      return new UnpackedFiles(List.of(new File(part.fileName(), raw)), null);
    }
    if (ArchiveLock.isEncryptedZip(raw)) {
      return new UnpackedFiles(List.of(), null); // told when the mail was opened
    }
    try {
      return UnpackedFiles.of(raw, part.fileName(), budget);
    } catch (IOException | RuntimeException e) {
      return new UnpackedFiles(List.of(), "An attached archive is damaged: " + name(part) + ".");
    }
  }

  private static String name(MailPart part) {
    return part.fileName() == null ? "one without a name" : part.fileName();
  }
}
