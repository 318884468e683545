package dev.demarc.formats.mail;

import dev.demarc.formats.JsonTree;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.documents.DocumentFacts;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.intel.SharedIntelligence;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON and XML that comes with a mail, plain or packed, and states who acted or is accused. */
final class DocumentFiles {

  private static final int MOST_FILES = 10;
  private static final int LONGEST = 1 << 20;

  private DocumentFiles() {}

  static void describe(ReportDraft draft, MailPart mail, Instant receivedAt) {
    var parts =
        mail.leaves()
            .filter(part -> part.message == null && MailAttachments.isFile(part))
            .filter(part -> isNamed(part.fileName()) || isOfType(part.mimeType))
            .limit(MOST_FILES);
    PartFiles.of(parts).stream()
        .flatMap(unpacked -> unpacked.files().stream())
        .map(UnpackedFiles.File::content)
        .filter(content -> content.length <= LONGEST)
        .forEach(content -> describe(draft, content, receivedAt));
    var body = MailText.of(mail).strip();
    if (body.length() <= LONGEST && (body.startsWith("{") || body.startsWith("<?xml"))) {
      describe(draft, body.getBytes(StandardCharsets.UTF_8), receivedAt);
    }
  }

  private static boolean isNamed(@Nullable String fileName) {
    var name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(xml|json)(\\.gz|\\.zip)?");
  }

  private static boolean isOfType(String mimeType) {
    return mimeType.endsWith("/xml") || mimeType.endsWith("/json") || mimeType.endsWith("+json");
  }

  private static void describe(ReportDraft draft, byte[] content, Instant receivedAt) {
    if (isMarkup(content)) {
      describe(draft, DocumentFacts.ofXml(content));
      return;
    }
    var json = JsonTree.readOrNull(content);
    if (json != null && !SharedIntelligence.describe(draft, json, receivedAt)) {
      describe(draft, DocumentFacts.ofJson(json));
    }
  }

  private static void describe(ReportDraft draft, DocumentFacts facts) {
    if (facts.nameSources()) {
      facts.describe(draft);
    }
  }

  private static boolean isMarkup(byte[] content) {
    int first = 0;
    while (first < content.length && content[first] <= ' ') {
      first++; // also the bytes of a byte order mark, which are negative
    }
    return first < content.length && content[first] == '<';
  }
}
