package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mailfacts.MailFactsReader;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import java.util.Optional;

/**
 * The mail that a report or a bounce is about: enclosed whole as {@code message/rfc822}, or its
 * header alone as {@code text/rfc822-headers} (RFC 6522 section 4, RFC 3462).
 */
record OriginalMail(HeaderFields headers, String text) {

  private static final int LONGEST_TEXT = 256 * 1024;
  private static final Pattern FIRST_FIELD = Pattern.compile("^[A-Za-z][A-Za-z0-9-]{1,60}:[ \\t]");

  /** The first enclosed mail of the outermost mail. */
  static Optional<OriginalMail> within(MailPart mail) {
    return mail.leaves().flatMap(p -> of(p).stream()).findFirst();
  }

  static Optional<OriginalMail> of(MailPart part) {
    if (part.message != null) {
      return Optional.of(ofMail(part.message));
    }
    boolean headersOnly =
        part.mimeType.startsWith("text/rfc822-header")
            || part.mimeType.equals("message/rfc822-headers")
            || part.mimeType.equals("message/rfc822-header");
    return headersOnly
        ? Optional.of(
            new OriginalMail(HeaderFields.ofText(headerBlock(part.start(LONGEST_TEXT))), ""))
        : Optional.empty();
  }

  /** A mail under any type, told by how it begins; where it is known that one must be there. */
  static Optional<OriginalMail> untyped(MailPart part) {
    if (part.message != null || part.isMultipart()) {
      return Optional.empty();
    }
    var text = Text.cut(part.text(), LONGEST_TEXT).replace("\r\n", "\n").stripLeading();
    if (!FIRST_FIELD.matcher(text).find()) {
      return Optional.empty();
    }
    var headers = HeaderFields.ofText(headerBlock(text));
    boolean mail = headers.has("From") && (headers.has("Subject") || headers.has("Message-ID"));
    int end = text.indexOf("\n\n");
    return mail
        ? Optional.of(new OriginalMail(headers, end < 0 ? "" : text.substring(end + 2)))
        : Optional.empty();
  }

  static OriginalMail ofMail(MailPart mail) {
    return new OriginalMail(mail.headers, Text.cut(MailText.of(mail), LONGEST_TEXT));
  }

  private static String headerBlock(String text) {
    var lines = text.replace("\r\n", "\n").stripLeading();
    int end = lines.indexOf("\n\n");
    return end < 0 ? lines : lines.substring(0, end);
  }

  void describe(ReportDraft draft) {
    var from = AddressList.first(headers.raw("From"));
    draft.originalMessageId = MailFactsReader.messageId(headers.raw("Message-ID"));
    draft
        .detail("originalMessageId", draft.originalMessageId)
        .detail("originalFrom", from.address())
        .detail("originalSubject", Text.oneLineOrNull(headers.first("Subject"), 1_000))
        .detail("originalDate", StatedDate.of(headers.raw("Date")).orElse(null))
        .detail("originalTo", AddressList.addresses(headers.raw("To")));
  }

  /** For people: the fields that matter, then the text. */
  String shown() {
    var shown = new StringBuilder("--- original message ---\n");
    for (var name : new String[] {"From", "To", "Subject", "Date", "Message-ID"}) {
      var value = headers.first(name);
      if (value != null) {
        shown.append(name).append(": ").append(Text.oneLine(value, 1_000)).append('\n');
      }
    }
    return shown.append('\n').append(text).toString();
  }
}
