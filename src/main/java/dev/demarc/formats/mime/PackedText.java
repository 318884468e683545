package dev.demarc.formats.mime;

import dev.demarc.formats.containers.ArchiveLock;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.files.UnpackingBudget;
import dev.demarc.formats.text.Text;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lists and logs in an archive that came with a mail; its tables are read as tables. */
final class PackedText {

  private static final int LONGEST = 64 * 1024;
  private static final int MOST_FILES = 5;

  private PackedText() {}

  /** Empty where there is none; what is damaged is told where archives are listed. */
  static String of(MailPart part, UnpackingBudget budget) {
    if (ArchiveLock.isEncryptedZip(part.content)) {
      return "";
    }
    try {
      return UnpackedFiles.of(part.content, part.fileName(), budget).files().stream()
          .filter(file -> isText(file.name()))
          .limit(MOST_FILES)
          .map(file -> Text.cut(Text.decode(file.content(), 4 * LONGEST, null), LONGEST).strip())
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("\n\n"));
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static boolean isText(@Nullable String name) {
    var lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".txt") || lower.endsWith(".log") || lower.endsWith(".lst");
  }
}
