package dev.demarc.formats.mail;

import dev.demarc.formats.JsonTree;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.documents.DocumentFacts;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.PartFiles;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON and XML that comes with a mail, plain or packed, and states who acted. */
final class DocumentFiles {

  private static final int MOST_FILES = 10;
  private static final int LONGEST = 1 << 20;

  private DocumentFiles() {}

  static void describe(ReportDraft draft, MailPart mail) {
    var parts =
        mail.leaves()
            .filter(part -> part.message == null && MailAttachments.isFile(part))
            .filter(part -> isNamed(part.fileName()) || part.mimeType.endsWith("/xml"))
            .limit(MOST_FILES);
    PartFiles.of(parts).stream()
        .flatMap(unpacked -> unpacked.files().stream())
        .filter(file -> file.content().length <= LONGEST)
        .map(DocumentFiles::facts)
        .filter(Objects::nonNull)
        .filter(DocumentFacts::nameSources)
        .forEach(facts -> facts.describe(draft));
  }

  private static boolean isNamed(@Nullable String fileName) {
    var name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(xml|json)(\\.gz|\\.zip)?");
  }

  private static @Nullable DocumentFacts facts(UnpackedFiles.File file) {
    int first = 0;
    var content = file.content();
    while (first < content.length && (content[first] <= ' ')) {
      first++; // also the bytes of a byte order mark, which are negative
    }
    if (first < content.length && content[first] == '<') {
      return DocumentFacts.ofXml(content);
    }
    var json = JsonTree.readOrNull(content);
    return json == null ? null : DocumentFacts.ofJson(json);
  }
}
