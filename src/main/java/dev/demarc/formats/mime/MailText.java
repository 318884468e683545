package dev.demarc.formats.mime;

import dev.demarc.formats.text.CalendarText;
import dev.demarc.formats.text.FlowedText;
import dev.demarc.formats.text.HtmlText;
import dev.demarc.formats.text.Text;
import java.util.List;

/** What a mail says, for people: plain text before HTML, then the text files that came along. */
public final class MailText {

  private static final int LONGEST_FILE = 64 * 1024;

  private MailText() {}

  public static String of(MailPart mail) {
    if (mail.shown == null) {
      var text = new StringBuilder();
      append(mail, text);
      mail.shown = text.toString();
    }
    return mail.shown;
  }

  /** The text of a mail and of the logs attached to it. */
  public static String withFiles(MailPart mail) {
    var text = new StringBuilder(of(mail));
    mail.leaves()
        .filter(p -> MailAttachments.isFile(p) && isReadableFile(p))
        .takeWhile(p -> text.length() < Text.LONGEST)
        .forEach(
            p -> {
              var start = Text.cut(p.start(4 * LONGEST_FILE), LONGEST_FILE);
              var shown = isCalendar(p) ? CalendarText.of(start) : start;
              var name = p.fileName() == null ? "calendar" : p.fileName();
              join(text, shown.isBlank() ? "" : "--- " + name + " ---\n" + shown);
            });
    return text.toString();
  }

  private static boolean isReadableFile(MailPart part) {
    return isCalendar(part)
        || part.fileName() != null
            && (part.mimeType.equals("text/plain") || part.mimeType.equals("text/csv"));
  }

  private static boolean isCalendar(MailPart part) {
    return part.mimeType.equals("text/calendar");
  }

  private static void append(MailPart part, StringBuilder text) {
    if (text.length() >= Text.LONGEST) {
      return;
    }
    if (part.isMultipart()) {
      var shown = part.mimeType.equals("multipart/alternative") ? best(part.parts) : part.parts;
      shown.forEach(p -> append(p, text));
    } else if (part.isText() && !MailAttachments.isFile(part) && !isHeaders(part)) {
      join(text, plain(part));
    }
  }

  /** RFC 2046 section 5.1.4: all say the same; the plain one needs no interpretation. */
  private static List<MailPart> best(List<MailPart> alternatives) {
    for (var part : alternatives) {
      if (part.mimeType.equals("text/plain") && !part.text().isBlank()) {
        return List.of(part);
      }
    }
    for (var part : alternatives) {
      if (part.mimeType.equals("text/html") || part.isMultipart()) {
        return List.of(part);
      }
    }
    return alternatives;
  }

  private static boolean isHeaders(MailPart part) {
    return part.mimeType.startsWith("text/rfc822-header");
  }

  private static String plain(MailPart part) {
    var text = part.text();
    if (part.mimeType.equals("text/html")) {
      return HtmlText.of(part.html.taken(text));
    }
    var lines = text.replace("\r\n", "\n");
    return "flowed".equalsIgnoreCase(part.parameter("format"))
        ? FlowedText.of(lines, "yes".equalsIgnoreCase(part.parameter("delsp")))
        : lines;
  }

  private static void join(StringBuilder text, String more) {
    if (!more.isBlank()) {
      text.append(text.length() == 0 ? "" : "\n\n").append(more.strip());
    }
  }
}
