package dev.demarc.formats.mime;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.CalendarText;
import dev.demarc.formats.text.FlowedText;
import dev.demarc.formats.text.HtmlText;
import dev.demarc.formats.text.Text;
import java.util.List;

/** What a mail says, for people: plain text before HTML, then the text files that came along. */
public final class MailText {

  private static final int LONGEST_FILE = 64 * 1024;

  /** Plain text of a mail that is HTML: "please look at the other view". */
  private static final int LONGEST_HINT = 300;

  /** With its markup, HTML of the same words is a few times as long. */
  private static final int TIMES_LONGER = 6;

  private static final Pattern NAMES_ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|://|\\[\\.\\]|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{4,}");

  /** What programs send as bytes of any kind, though it is text. */
  private static final Pattern TEXT_FILE = Pattern.compile("(?i).*\\.(?:txt|log|csv)");

  private MailText() {}

  public static String of(MailPart mail) {
    if (mail.shown == null) {
      var text = new StringBuilder();
      append(mail, text);
      mail.shown = text.toString();
    }
    return mail.shown;
  }

  /**
   * The text of a mail and of the logs and office documents attached to it. An attached page is
   * mostly evidence; it is the report where the mail says nothing else.
   */
  public static String withFiles(MailPart mail) {
    var text = new StringBuilder(of(mail));
    boolean wordless = text.toString().isBlank();
    var documents = MailDocuments.of(mail);
    mail.leaves()
        .filter(p -> MailAttachments.isFile(p))
        .filter(
            p ->
                isReadableFile(p)
                    || documents.textOf(p) != null
                    || wordless && p.mimeType.equals("text/html"))
        .takeWhile(p -> text.length() < Text.LONGEST)
        .forEach(
            p -> {
              var read = documents.textOf(p);
              var shown = read == null ? shown(p) : read;
              var name = p.fileName() != null ? p.fileName() : isCalendar(p) ? "calendar" : "file";
              join(text, shown.isBlank() ? "" : "--- " + name + " ---\n" + shown);
            });
    return text.toString();
  }

  private static String shown(MailPart part) {
    if (part.mimeType.equals("text/html")) {
      return Text.cut(plain(part), LONGEST_FILE);
    }
    var start = Text.cut(part.start(4 * LONGEST_FILE), LONGEST_FILE);
    return isCalendar(part) ? CalendarText.of(start) : start;
  }

  private static boolean isReadableFile(MailPart part) {
    return isCalendar(part)
        || part.fileName() != null
            && (part.mimeType.equals("text/plain")
                || part.mimeType.equals("text/csv")
                || part.mimeType.equals("application/octet-stream")
                    && TEXT_FILE.matches(part.fileName()));
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

  /**
   * RFC 2046 section 5.1.4: all say the same, and the plain one needs no interpretation; unless it
   * only says that the other should be looked at.
   */
  private static List<MailPart> best(List<MailPart> alternatives) {
    for (var part : alternatives) {
      if (part.mimeType.equals("text/plain")
          && !part.text().isBlank()
          && !isMereHint(part, alternatives)) {
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

  private static boolean isMereHint(MailPart plain, List<MailPart> alternatives) {
    var hint = plain.text().strip();
    return hint.length() <= LONGEST_HINT
        && !NAMES_ADDRESS.matcher(hint).find()
        && alternatives.stream()
            .filter(p -> p.mimeType.equals("text/html"))
            .anyMatch(p -> p.text().length() > TIMES_LONGER * hint.length());
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
