package dev.demarc.formats.mime;

import dev.demarc.formats.files.EvidenceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts of a mail are files: everything but what {@link MailText} shows as its text. */
public final class MailAttachments {

  private static final Set<String> MACHINE_PARTS =
      Set.of(
          "message/feedback-report",
          "message/delivery-status",
          "message/disposition-notification",
          "text/rfc822-headers",
          "text/rfc822-header");

  private MailAttachments() {}

  public static List<EvidenceFile> of(MailPart mail) {
    var files = new ArrayList<EvidenceFile>();
    mail.leaves()
        .filter(MailAttachments::isFile)
        .forEach(p -> files.add(new EvidenceFile(nameOf(p, files), p.mimeType, p.content)));
    return files;
  }

  public static boolean isFile(MailPart part) {
    if (part.isAttached() || part.fileName() != null) {
      return true;
    }
    boolean shown = part.isText() && !part.mimeType.equals("text/calendar");
    return !shown && !MACHINE_PARTS.contains(part.mimeType) && part.content.length > 0;
  }

  private static String nameOf(MailPart part, List<EvidenceFile> before) {
    if (part.fileName() != null) {
      return part.fileName();
    }
    return "part-" + (before.size() + 1) + (part.message != null ? ".eml" : "");
  }
}
