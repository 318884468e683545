package dev.demarc.formats.mime;

import dev.demarc.formats.containers.MapiMail;
import dev.demarc.formats.text.HtmlText;
import dev.demarc.formats.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes parts of a mail, as MIME has them, of one that Outlook keeps in its own way. */
final class MapiParts {

  private static final int MOST_FILES = 100;

  private final HtmlText.Allowance html;
  private final BiConsumer<MailPart, Integer> opener;

  /**
   * @param opener opens a file that may wrap something, at a depth
   */
  MapiParts(HtmlText.Allowance html, BiConsumer<MailPart, Integer> opener) {
    this.html = html;
    this.opener = opener;
  }

  /** A file with words, where its name does not say anything else. */
  MailPart file(String name, byte[] content) {
    return leaf(typeOf(name.contains(".") ? name : "x.txt"), name, content);
  }

  /** Its words; empty where it has none. */
  List<MailPart> text(MapiMail mail) {
    return mail.text() != null
        ? List.of(words("text/plain", mail.text()))
        : mail.html() != null ? List.of(words("text/html", mail.html())) : List.of();
  }

  /**
   * What is attached to it, each opened where it wraps something.
   *
   * @param at how deep the mail itself is
   */
  List<MailPart> files(MapiMail mail, int at) {
    var files = new ArrayList<MailPart>();
    for (var file : mail.files()) {
      if (files.size() >= MOST_FILES) {
        break;
      }
      var name = file.name() == null ? "attachment-" + (files.size() + 1) : file.name();
      var content = file.content() == null ? new byte[0] : file.content();
      var type = file.type() == null ? typeOf(name) : file.type().toLowerCase(Locale.ROOT).strip();
      var leaf = leaf(type.isEmpty() ? "application/octet-stream" : type, name, content);
      if (file.mail() != null) {
        leaf.mimeType = "message/rfc822";
        leaf.message = mail(file.mail(), at + 1);
      } else {
        opener.accept(leaf, at + 1);
      }
      files.add(leaf);
    }
    return files;
  }

  private static String typeOf(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".txt") || lower.endsWith(".log")
        ? "text/plain"
        : lower.endsWith(".csv") ? "text/csv" : "application/octet-stream";
  }

  /** As it was transported where the file tells, else with the fields that it keeps. */
  MailPart mail(MapiMail of, int at) {
    var mail = new MailPart(html);
    if (of.headers() != null) {
      mail.headers.addAllOf(HeaderFields.ofText(of.headers()));
    }
    field(mail, "From", of.from());
    field(mail, "To", of.to());
    field(mail, "Subject", of.subject());
    field(mail, "Message-ID", of.messageId());
    if (of.sentAt() != null) {
      field(
          mail,
          "Date",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(of.sentAt().atOffset(ZoneOffset.UTC)));
    }
    mail.mimeType = "multipart/mixed";
    mail.parts.addAll(text(of));
    mail.parts.addAll(files(of, at));
    if (mail.parts.isEmpty()) {
      mail.parts.add(words("text/plain", ""));
    }
    return mail;
  }

  private static void field(MailPart mail, String name, @Nullable String value) {
    if (value != null && !mail.headers.has(name)) {
      mail.headers.add(name, Text.oneLine(value, 1_000));
    }
  }

  private MailPart leaf(String mimeType, @Nullable String fileName, byte[] content) {
    var leaf = new MailPart(html);
    leaf.mimeType = mimeType;
    leaf.content = content;
    leaf.parameters = mimeType.startsWith("text/") ? Map.of("charset", "utf-8") : Map.of();
    if (fileName != null) {
      leaf.disposition = "attachment";
      leaf.dispositionParameters = Map.of("filename", fileName);
    }
    return leaf;
  }

  private MailPart words(String mimeType, String words) {
    return leaf(mimeType, null, words.getBytes(StandardCharsets.UTF_8));
  }
}
