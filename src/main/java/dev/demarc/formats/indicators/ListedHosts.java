package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and links that a text lists instead of speaking of them: alone on a line, with at most a
 * mark behind it, or in a column; a link with its address in brackets behind it. Reports list what
 * they accuse; a heading above the list may say that it is the other side. A link counts only where
 * the heading, the words above or the way it is written accuse it.
 */
final class ListedHosts {

  private static final int MOST_LINES_UP = 8;
  private static final int MOST_BEFORE = 400;
  private static final int MOST_BEHIND = 400;

  /** {@code (S)}, {@code [B/C]}, {@code *new*}. */
  private static final String MARK = "(?:[(\\[{<][^()\\[\\]{}<>|]{1,20}[)\\]}>]|\\*\\w{1,20}\\*)";

  /** {@code 1.}, {@code a)}, {@code #01}, {@code No. 1:}, {@code 1/3}, {@code ①}. */
  private static final String NUMBER =
      "(?:(?:\\d{1,4}|[a-zA-Z])[.):]|(?:#|N[or°º]\\.?|№)\\s?\\d{1,4}[.):]?|\\d{1,4}/\\d{1,4}[.):]?\\s|\\p{No})";

  private static final Pattern ALONE_BEFORE =
      Pattern.compile(
          "^[\\s\\p{So}\uFE0F>|*\\-+!\u2020\u2021\u2022\u00B7\u25CF\u2013,;\"'()\\[\\]<{}`]*(?:"
              + NUMBER
              + "\\s*)?(?:"
              + MARK
              + "\\s*){0,2}(?:"
              + NUMBER
              + "\\s*)?(?:[-\u2013\u2014:]\\s+)?[\\s\"'<(\\[`]*$");

  /** Nothing but marks, {@code (H) *new*}; or columns, times and counts. */
  private static final Pattern ALONE_BEHIND =
      Pattern.compile(
          "^(?:/\\d{1,3})?(?::\\d{1,5})?[>\"'`)\\]}.,;*|]*"
              + "(?:\\s*(?:[*+!\u2020\u2021\u00A7]{1,3}|\\*\\w{1,20}\\*|[(\\[{][^()\\[\\]{}]{1,60}[)\\]}])){0,4}"
              + "(?:[\\s.,;]*|\\s*(?:[-\u2013\u2014#|,;/]|\\t|\\s{2})\\s*\\S.{0,200}"
              + "|\\s+(?:x\\s?\\d|\\d{1,4}[-./: ]|[<\"(]?https?://).{0,200})$");

  /** {@code http://... [192.0.2.1]}, {@code http://... (192.0.2.1)}, or a column further on. */
  private static final Pattern ADDRESS_BEHIND =
      Pattern.compile(
          "^\\S{0,2}\\s{1,80}[\\[(]?(\\d{1,3}(\\.\\d{1,3}){3}\\b|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{3,})");

  /** The same the other way round: {@code 192.0.2.1 http://...}. */
  private static final Pattern ADDRESS_BEFORE =
      Pattern.compile(
          "^[\\s>|*\\-+\u2022\u00B7\u25CF\u2013]*(?:"
              + NUMBER
              + "\\s*)?(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{3,})\\s{0,40}[|,;]?\\s{1,40}[<\"(]?$");

  private static final Pattern MARKED = Pattern.compile(MARK);

  /** {@code mx.a.example - 192.0.2.1}, in a list of hosts and their addresses. */
  private static final Pattern NAME_BEFORE =
      Pattern.compile(
          "(?i)^[\\s>|*\\-+\u2022\u00B7\u25CF\u2013]*(?:\\d{1,4}[.):]\\s*)?(?:[a-z0-9_-]{1,63}\\.){1,8}[a-z][a-z0-9-]{1,23}\\.?"
              + "\\s*(?:[-\u2013\u2014:,;|/=]|->|=>|\u2192)?\\s*[\\[(<]?$");

  private static final Pattern LINK_BEFORE = Pattern.compile("https?://\\S+\\s{1,80}[\\[(]?$");

  /** {@code "64512","192.0.2.1",...}, as the tables of computer emergency teams begin. */
  private static final Pattern NETWORK_BEFORE =
      Pattern.compile("(?i)^[\\s>]*[\"']?(?:AS ?)?\\d{1,10}[\"']?\\s*[,;\\t]\\s*[\"']?$");

  /** A row of such a table that begins with when it was seen. */
  private static final Pattern TIMES_BEFORE =
      Pattern.compile(
          "^[\\s>]*(?:[\"']?\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:?\\d{2})?[\"']?\\s*[,;\\t]\\s*){1,3}[\"']?$");

  private static final Pattern QUAD = Pattern.compile("\\d\\.\\d{1,3}\\.\\d{1,3}\\.\\d");

  /** A row that begins with counts, days and times, or with a day and other columns. */
  private static final Pattern NUMBERS_BEFORE =
      Pattern.compile(
          "^[\\s>|]*\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\s.{0,200}(?:\\s{2}|\\t)\\s*$|^[\\s>|]*(?:\\d[\\d.:/TZ+-]{0,40}[\\s|,;]{1,40}){1,8}$");

  private static final Pattern FOLLOWING =
      Pattern.compile(
          "(?i)following|\\bbelow\\b|folgende|nachstehend|suivant|ci-dessous|siguiente|seguint|seguent"
              + "|volgende|poniższ|następując|následujíc|níže|следующ|ниже|följande|nedanstående|\\bnedan\\b|følgende|nedenstående|nedenfor|seuraav|allaoleva"
              + "|alábbi|következő|următoare|de mai jos|ακόλουθ|παρακάτω|наступн|нижче|таких адрес|다음|아래"
              + "|التالية|الآتية|ادناه|أدناه|aşağıda|aşağıdaki|sau đây|dưới đây|berikut|以下|下記|次の|如下|下列");

  /** A heading alone on its line, as in Japanese and Chinese mails. */
  private static final Pattern BRACKETED =
      Pattern.compile(
          "(?:\uFF1C[^\uFF1C\uFF1E]{1,30}\uFF1E|\u3010[^\u3010\u3011]{1,30}\u3011|\u3008[^\u3008\u3009]{1,30}\u3009)");

  /** A line that ends in what a list below completes: "are made available at". */
  private static final Pattern OPEN_END =
      Pattern.compile(
          "(?i)(?:^|\\s)(?:at|on|from|under|unter|auf|bei|sur|sous|[àa] l'adresse|en|em|su|op|onder|pod"
              + "|na|på adressen|på adresserna|pe adresele|la adresele|στις διευθύνσεις|за адресами|по адрес(?:у|ам)|(?:web|internet|ip-)?adress\\w{0,3}|address(?:es)?|urls?|links?"
              + "|(?:alla|la|der|na|en la|op de|na stronie|on the|auf der) (?:pagina|page|seite|página)"
              + "|stronie|stránce|stránkách|странице|сайте)$");

  /** Above what others host: it is told for completeness. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?i)\\belsewhere\\b|\\b(?:not (?:on|in|within|part of)|outside(?: of)?) your\\b"
              + "|\\b(?:at|on|in|by|with) other (?:networks?|providers?|hosters?|hosting)"
              + "|\\banderswo\\b|\\bandernorts\\b|\\bbei anderen\\b|nicht in (?:ihrem|eurem) netz"
              + "|\\bailleurs\\b|chez d'autres|\\ben otr[ao]s (?:redes|proveedores)|\\bem outr[ao]s"
              + " (?:redes|provedores)|\\baltrove\\b|\\bpresso altri\\b|\\belders\\b|\\bbij andere\\b"
              + "|\\bannanstans\\b|hos andra (?:leverantörer|operatörer)|hos andre|andre steder|muualla"
              + "|muissa verkoissa|máshol|más szolgáltató|în altă parte|la alți furnizori|αλλού|σε άλλους παρόχους"
              + "|деінде|в інших мережах|у інших провайдерів|다른 업체|타사|لدى مزودين آخرين|başka sağlayıcı|nhà cung cấp khác"
              + "|di penyedia lain|gdzie indziej|u innych dostawców|\\bjinde\\b|u jiných poskytovatelů|в других"
              + " сетях|у других (?:провайдеров|хостеров)|他社|他のネットワーク|其他(?:网络|服务商|运营商)");

  /** What stands above a list. Null role: there is nothing, or it says nothing. */
  private record Above(@Nullable Role role, boolean isHeading, boolean accuses) {}

  private static final Above NOTHING = new Above(null, false, false);

  private final String text;
  private final TextCues cues;
  private final Sentences sentences;
  private final MarkLegends marks;

  /** By where the line begins, so that a long list is walked once. */
  private final Map<Integer, Above> above = new HashMap<>();

  ListedHosts(String text, TextCues cues, Sentences sentences) {
    this.text = text;
    this.cues = cues;
    this.sentences = sentences;
    this.marks = new MarkLegends(text, cues, sentences);
  }

  StatedRole role(int start, int end, IndicatorType type, boolean defanged) {
    int lineStart = sentences.lineStart(start);
    int lineEnd = lineEnd(end);
    if (start - lineStart >= MOST_BEFORE || lineEnd - end >= MOST_BEHIND) {
      return StatedRole.NOTHING;
    }
    boolean wholeText = lineStart == 0 && lineEnd == text.length();
    var before = text.substring(lineStart, start);
    var after = text.substring(end, lineEnd);
    boolean link = type == IndicatorType.URL || type == IndicatorType.DOMAIN;
    boolean beside =
        link ? ADDRESS_BEHIND.matcher(after).find() : LINK_BEFORE.matcher(before).find();
    boolean alone =
        ALONE_BEFORE.matcher(before).find() && ALONE_BEHIND.matcher(after).find()
            || !link && isColumn(before, after);
    alone |= link && !beside && isBehindAddress(before, text.substring(start, end));
    boolean named = !link && !beside && !alone && NAME_BEFORE.matches(before);
    if (wholeText || !beside && !alone && !named) {
      return StatedRole.NOTHING;
    }
    var legend = marks.role(lineStart, start, end, lineEnd);
    if (legend != null) {
      return new StatedRole(legend, Basis.LABEL);
    }
    if (cues.has(end, lineEnd, Cue.TARGET) || cues.has(end, lineEnd, Cue.OURS)) {
      return new StatedRole(Role.TARGET, Basis.WORDS);
    }
    var heading = above(lineStart);
    if (named && heading.role() == null) {
      return StatedRole.NOTHING;
    }
    if (heading.role() != null) {
      boolean fits = link || heading.role() != Role.FURNITURE;
      return fits ? new StatedRole(heading.role(), Basis.LABEL) : StatedRole.NOTHING;
    }
    boolean accused = !link || beside || defanged || heading.accuses();
    if (accused) {
      return new StatedRole(Role.SOURCE, heading.isHeading() ? Basis.LABEL : Basis.WORDS);
    }
    return heading.isHeading() ? StatedRole.NOTHING.suspected() : StatedRole.NOTHING;
  }

  /** Whether the legend of a mark behind it says that it has no part in what is reported. */
  boolean isCleared(int end) {
    return marks.isCleared(end, lineEnd(end));
  }

  /** A link with the address in it looks that up. */
  private static boolean isBehindAddress(String before, String link) {
    var address = ADDRESS_BEFORE.matcher(before);
    return address.find() && !link.contains(address.group(1));
  }

  private int lineEnd(int end) {
    int lineEnd = end;
    while (lineEnd < text.length() && text.charAt(lineEnd) != '\n' && lineEnd - end < MOST_BEHIND) {
      lineEnd++;
    }
    return lineEnd;
  }

  /** The first host in a line of columns, also behind the number of its network. */
  private static boolean isColumn(String before, String after) {
    return (before.indexOf('|') >= 0 || after.indexOf('|') >= 0)
            && MARKED.matcher(before).replaceAll("").chars().noneMatch(Character::isLetter)
        || NETWORK_BEFORE.matcher(before).find()
        || TIMES_BEFORE.matcher(before).find()
        || after.isBlank() && NUMBERS_BEFORE.matcher(before).find() && !QUAD.matcher(before).find();
  }

  private Above above(int lineStart) {
    var known = above.get(lineStart);
    if (known == null) {
      known = look(lineStart);
      above.put(lineStart, known);
    }
    return known;
  }

  private Above look(int lineStart) {
    int end = lineStart - 1;
    boolean gap = false;
    for (int i = 0; i < MOST_LINES_UP && end > 0; i++) {
      int start = sentences.lineStart(end);
      if (end - start >= MOST_BEFORE) {
        return i == 0 ? accusing(start, end) : NOTHING;
      }
      var known = above.get(start);
      if (known != null) {
        return known;
      }
      var line = text.substring(start, end).strip();
      boolean columns = (line.contains("  ") || line.indexOf('\t') >= 0) && !line.endsWith(":");
      if (!columns && isHeading(line)) {
        int from = Math.min(start, sentences.startOf(end));
        int last = Math.max(start, sentences.startOf(end));
        if (ELSEWHERE.matcher(line).find()) {
          return new Above(Role.BYSTANDER, true, false);
        }
        var own =
            new Above(RoleGuess.ofHeading(cues, last, end), true, cues.has(from, end, Cue.ACCUSE));
        if (own.role() != null || own.accuses() || !isHeading(lineAbove(start))) {
          return own;
        }
        // the same in two languages
        end = start - 1;
        continue;
      }
      boolean prose =
          !columns && line.length() > 20 && line.indexOf(' ') > 0 && !line.contains("://");
      if (prose && !gap && !Character.isDigit(line.charAt(0))) {
        var said = accusing(sentences.startOf(end), end);
        if (said.accuses()) {
          return said;
        }
        gap = true;
      }
      end = start - 1;
    }
    return NOTHING;
  }

  private String lineAbove(int start) {
    return start == 0 ? "" : text.substring(sentences.lineStart(start - 1), start - 1).strip();
  }

  private Above accusing(int from, int to) {
    return new Above(null, false, cues.has(from, to, Cue.ACCUSE));
  }

  private static boolean isHeading(String line) {
    var bare = line.replaceAll("[*_/\\s]+$", "");
    return bare.endsWith(":")
        || BRACKETED.matches(bare)
        || bare.endsWith("\uFF1A")
        || bare.length() < 200 && OPEN_END.matcher(bare).find()
        || bare.length() < 200 && FOLLOWING.matcher(bare).find() && !bare.contains("://");
  }
}
