package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.MonthNames;
import dev.demarc.formats.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail that another one quotes in its text: the few header fields that mail programs write above
 * it, in their language, then its words. The line of dashes before it differs from program to
 * program and is not needed.
 */
final class QuotedMail {

  private static final int READ_CHARS = 256 * 1024;
  private static final int MOST_LINES = 400;
  private static final int MOST_FIELDS = 40;

  /** A subject shorter than this is not folded by any program. */
  private static final int SHORTEST_FOLDED = 50;

  private static final Pattern FIELD =
      Pattern.compile("^([> \\t]*)\\*?([\\pL][\\pL ]{0,18})\\s?[:：]\\*?[ \\t\u00A0]*(.*)$");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("from", "From"),
          Map.entry("von", "From"),
          Map.entry("de", "From"),
          Map.entry("da", "From"),
          Map.entry("van", "From"),
          Map.entry("expéditeur", "From"),
          Map.entry("date", "Date"),
          Map.entry("sent", "Date"),
          Map.entry("datum", "Date"),
          Map.entry("gesendet", "Date"),
          Map.entry("envoyé", "Date"),
          Map.entry("enviado", "Date"),
          Map.entry("enviado el", "Date"),
          Map.entry("fecha", "Date"),
          Map.entry("data", "Date"),
          Map.entry("inviato", "Date"),
          Map.entry("verzonden", "Date"),
          Map.entry("subject", "Subject"),
          Map.entry("betreff", "Subject"),
          Map.entry("objet", "Subject"),
          Map.entry("sujet", "Subject"),
          Map.entry("asunto", "Subject"),
          Map.entry("oggetto", "Subject"),
          Map.entry("assunto", "Subject"),
          Map.entry("onderwerp", "Subject"),
          Map.entry("to", "To"),
          Map.entry("an", "To"),
          Map.entry("à", "To"),
          Map.entry("para", "To"),
          Map.entry("a", "To"),
          Map.entry("aan", "To"),
          Map.entry("cc", "Cc"),
          Map.entry("kopie", "Cc"),
          Map.entry("差出人", "From"),
          Map.entry("送信者", "From"),
          Map.entry("发件人", "From"),
          Map.entry("寄件者", "From"),
          Map.entry("от кого", "From"),
          Map.entry("от", "From"),
          Map.entry("från", "From"),
          Map.entry("fra", "From"),
          Map.entry("od", "From"),
          Map.entry("lähettäjä", "From"),
          Map.entry("보낸 사람", "From"),
          Map.entry("kimden", "From"),
          Map.entry("日時", "Date"),
          Map.entry("送信日時", "Date"),
          Map.entry("发送时间", "Date"),
          Map.entry("日期", "Date"),
          Map.entry("дата", "Date"),
          Map.entry("отправлено", "Date"),
          Map.entry("skickat", "Date"),
          Map.entry("dato", "Date"),
          Map.entry("wysłano", "Date"),
          Map.entry("lähetetty", "Date"),
          Map.entry("날짜", "Date"),
          Map.entry("件名", "Subject"),
          Map.entry("主题", "Subject"),
          Map.entry("主旨", "Subject"),
          Map.entry("тема", "Subject"),
          Map.entry("ämne", "Subject"),
          Map.entry("emne", "Subject"),
          Map.entry("temat", "Subject"),
          Map.entry("aihe", "Subject"),
          Map.entry("제목", "Subject"),
          Map.entry("konu", "Subject"),
          Map.entry("宛先", "To"),
          Map.entry("收件人", "To"),
          Map.entry("кому", "To"),
          Map.entry("till", "To"),
          Map.entry("til", "To"),
          Map.entry("do", "To"),
          Map.entry("받는 사람", "To"),
          Map.entry("reply to", "Reply-To"));

  private final List<String> lines;

  private QuotedMail(String text) {
    this.lines = Text.cut(text, READ_CHARS).lines().toList();
  }

  /** The first mail that the text quotes with sender, subject and a date or recipient. */
  static Optional<MailPart> within(String text) {
    return new QuotedMail(text).first();
  }

  private Optional<MailPart> first() {
    for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
      if ("From".equals(name(lines.get(i)))) {
        var quoted = startingAt(blockStart(i));
        if (quoted != null) {
          return Optional.of(quoted);
        }
      }
    }
    return Optional.empty();
  }

  /** Some programs put the subject or the date before the sender. */
  private int blockStart(int at) {
    int start = at;
    while (start > 0 && at - start < 4 && name(lines.get(start - 1)) != null) {
      start--;
    }
    return start;
  }

  private static @Nullable String name(String line) {
    var field = line.length() > 2_000 ? null : FIELD.matcher(line);
    return field == null || !field.matches()
        ? null
        : NAMES.get(field.group(2).strip().toLowerCase(Locale.ROOT));
  }

  private @Nullable MailPart startingAt(int start) {
    var mail = new MailPart();
    var first = FIELD.matcher(lines.get(start));
    var quote = first.matches() ? first.group(1).strip() : "";
    int at = start;
    String name = null;
    var value = new StringBuilder();
    for (; at < lines.size() && at - start < MOST_FIELDS; at++) {
      var line = lines.get(at);
      if (withoutQuote(line, quote).isBlank()) {
        break;
      }
      var field = FIELD.matcher(Text.cut(line, 2_000));
      var next = name(line);
      if (next != null && field.matches()) {
        addField(mail, name, value);
        name = next;
        value.setLength(0);
        value.append(field.group(3).strip());
      } else if ("Subject".equals(name) && value.length() < SHORTEST_FOLDED && isWhole(mail)) {
        break; // HTML has no empty line between the subject, which comes last, and the words
      } else if (name != null && value.length() < 2_000 && !isOtherField(line)) {
        value.append(' ').append(withoutQuote(line, quote).strip());
      }
    }
    addField(mail, name, value);
    boolean whole = isWhole(mail) && mail.headers.has("Subject");
    return whole ? withText(mail, at, quote) : null;
  }

  private static boolean isWhole(MailPart mail) {
    return mail.headers.has("From") && (mail.headers.has("Date") || mail.headers.has("To"));
  }

  /** A field in English that is not one of those above, as in a header that was pasted whole. */
  private static boolean isOtherField(String line) {
    int colon = line.indexOf(':');
    return colon > 0 && colon < 60 && line.substring(0, colon).strip().indexOf(' ') < 0;
  }

  private static void addField(MailPart mail, @Nullable String name, StringBuilder value) {
    if (name != null && !mail.headers.has(name) && value.length() > 0) {
      var stated = value.toString();
      if (stated.contains("[mailto:")) {
        stated = stated.replace("[mailto:", "<").replace(']', '>');
      }
      mail.headers.add(name, name.equals("Date") ? MonthNames.english(stated) : stated);
    }
  }

  private MailPart withText(MailPart mail, int at, String quote) {
    var text = new ArrayList<String>();
    for (int i = at; i < lines.size(); i++) {
      text.add(withoutQuote(lines.get(i), quote));
    }
    mail.content = String.join("\n", text).strip().getBytes(StandardCharsets.UTF_8);
    mail.parameters = Map.of("charset", "utf-8");
    return mail;
  }

  private static String withoutQuote(String line, String quote) {
    if (quote.isEmpty() || !line.startsWith(quote)) {
      return line;
    }
    var rest = line.substring(quote.length());
    return rest.startsWith(" ") ? rest.substring(1) : rest;
  }
}
