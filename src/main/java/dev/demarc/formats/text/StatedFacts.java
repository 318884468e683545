package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts that running text states in an obvious form: when, and in which AWS region. */
public final class StatedFacts {

  private static final int READ_CHARS = 32 * 1024;
  private static final int MOST_LINES = 500;

  private static final int MOST_TRIES = 20;

  private static final Pattern ROW_BEFORE =
      Pattern.compile(
          "^[\\s*>|-]*(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{4,40})\\S?[\\s*+]");

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration LONG_AGO = Duration.ofDays(800);

  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i)^[\\s|*>#-]*(?:(?:abuse|event|incident|attack|report(?:ed)?|detection|start|first|last|log|connection|spam|scan)["
              + " _-]?)?(?:date(?: ?/ ?time)?|time(?: ?stamp)?|datetime|occurred(?:"
              + " at)?|discovered|detected(?: at)?|observed(?: at)?|first seen|last seen|seen(?:"
              + " at)?|zeit|datum)(?:"
              + " \\([^)]{1,20}\\))?[\\s*]*[:|=][\\s*]*([^|]{6,60}?)[\\s|*,;]*$");
  private static final Pattern IN_LOG =
      Pattern.compile(
          "\\b(\\d{1,2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2}"
              + " ?[+-]\\d{4}|\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})? ?"
              + "(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})|(?:[A-Z][a-z]{2}, )?\\d{1,2} [A-Z][a-z]{2} \\d{4}"
              + " \\d{2}:\\d{2}:\\d{2}(?: ?[+-]\\d{4}| (?:UTC|GMT))|(?:[A-Z][a-z]{2}, )?\\d{1,2}"
              + " [A-Z][a-z]{2} \\d{4} \\d{1,2}:\\d{2}(?::\\d{2})? ?[AP]M(?: [A-Z]{2,4}|"
              + " ?[+-]\\d{4})?|\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}[T"
              + " ]\\d{2}:\\d{2} ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))");
  private static final String DATED =
      "(?:date|datetime|date-time|day|time|timestamp|observed|detected|seen|first[_-]?seen|start)";

  /** {@code <list date="2026-11-23">}, {@code <observed>2026-11-23</observed>}. */
  private static final Pattern IN_MARKUP =
      Pattern.compile(
          "(?i)[\\s:\"']"
              + DATED
              + "\\s*=\\s*[\"']([^\"'<>]{6,40})[\"']|<(?:[\\w.-]{1,30}:)?"
              + DATED
              + ">\\s*([^<>]{6,40})</");

  private static final Pattern ENDS_IN_TIME =
      Pattern.compile(".*\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,9})?");

  private static final Pattern LIST_MARKS = Pattern.compile("^[-*+>|\u2022\u00B7\\s]+");
  private static final Pattern REGION =
      Pattern.compile(
          "\\b((?:af|ap|ca|eu|il|me|mx|sa|us|us-gov|us-iso|us-isob|cn)-"
              + "(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9])[a-f]?\\b");

  /** Wider than what is looked for in text: AWS adds regions, and a field can be trusted more. */
  private static final Pattern REGION_FIELD = Pattern.compile("[a-z]{2,3}(-[a-z]+){1,3}-\\d{1,2}");

  private StatedFacts() {}

  /**
   * When it happened that a text tells of: as {@link #date}, else by its sentences. What is to
   * happen, such as the end of a period, has not happened; a network was registered long ago.
   *
   * @param sent when the text was written; null where nobody knows
   */
  public static @Nullable Instant occurred(String text, @Nullable Instant sent) {
    var stated = date(text);
    if (sent == null || stated != null && !isOther(stated, text, sent)) {
      return stated;
    }
    return EventTimes.in(text, sent).orElse(null);
  }

  private static boolean isOther(Instant stated, String text, Instant sent) {
    return stated.isAfter(sent.plus(A_DAY))
        || stated.isBefore(sent.minus(LONG_AGO))
        || stated.isAfter(sent) && stated.equals(ReplyDeadline.in(text, sent));
  }

  /**
   * The first date behind a label, else the earliest that stands alone on its line, else the first
   * in a log line, else the first that an attribute or element of markup holds; null where there is
   * none.
   */
  public static Instant date(String text) {
    var start = Text.cut(text, READ_CHARS);
    var labelled =
        start
            .lines()
            .limit(MOST_LINES)
            .filter(StatedFacts::couldStateADate)
            .map(LABELLED::matcher)
            .filter(m -> m.matches())
            .flatMap(m -> inZoneOf(start, m.group(1)).stream())
            .findFirst();
    return labelled
        .or(() -> listed(start))
        .or(() -> EastAsianTimes.stated(start))
        .or(() -> inLog(start))
        .orElseGet(() -> inMarkup(start));
  }

  /** A time without a zone has the one that the text names. */
  private static Optional<Instant> inZoneOf(String text, String stated) {
    var date = StatedDate.of(stated);
    var zone =
        date.isPresent() && ENDS_IN_TIME.matches(stated.strip()) ? NamedZones.in(text) : null;
    return zone == null
        ? date
        : date.map(d -> LocalDateTime.ofInstant(d, ZoneOffset.UTC).atZone(zone).toInstant());
  }

  private static Optional<Instant> listed(String text) {
    return text.lines()
        .limit(MOST_LINES)
        .map(String::strip)
        .filter(line -> line.length() > 10 && line.length() < 60 && line.indexOf(':') > 0)
        .map(line -> LIST_MARKS.matcher(line).replaceFirst(""))
        .flatMap(line -> StatedDate.of(line).stream())
        .min(Comparator.naturalOrder());
  }

  private static boolean couldStateADate(String line) {
    return line.length() > 10
        && line.length() < 160
        && (line.indexOf(':') > 0 || line.indexOf('|') >= 0 || line.indexOf('=') > 0)
        && line.chars().anyMatch(Character::isDigit);
  }

  /** The first; of rows that begin with an address the earliest. */
  private static Optional<Instant> inLog(String text) {
    var found = IN_LOG.matcher(text);
    Optional<Instant> earliest = Optional.empty();
    for (int i = 0; i < MOST_TRIES && found.find(); i++) {
      var date = inZoneOf(text, found.group(1).replaceFirst("/(\\d{4}):", "/$1 "));
      boolean row =
          ROW_BEFORE
              .matcher(text.substring(text.lastIndexOf('\n', found.start()) + 1, found.start()))
              .find();
      if (date.isPresent() && !row) {
        return earliest.isPresent() ? earliest : date;
      }
      if (date.isPresent() && (earliest.isEmpty() || date.get().isBefore(earliest.get()))) {
        earliest = date;
      }
    }
    return earliest;
  }

  private static @Nullable Instant inMarkup(String text) {
    if (text.indexOf('<') < 0) {
      return null;
    }
    var found = IN_MARKUP.matcher(text);
    for (int i = 0; i < MOST_TRIES && found.find(); i++) {
      var date = StatedDate.of(found.group(1) == null ? found.group(2) : found.group(1));
      if (date.isPresent()) {
        return date.get();
      }
    }
    return null;
  }

  /** A field that is to hold a region; null where it holds anything else. */
  public static @Nullable String regionOrNull(@Nullable String field) {
    return field != null && field.length() <= 30 && REGION_FIELD.matches(field) ? field : null;
  }

  public static @Nullable String region(String text) {
    var found = REGION.matcher(Text.cut(text, READ_CHARS));
    return found.find() ? found.group(1) : null;
  }
}
