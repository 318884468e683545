package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When that began which people tell of in their own words or in the columns of a log: the first day
 * with a time of day beside it, {@code 27.11.2026 03:14}, {@code between 18:02 and 18:47 on 26
 * November}, {@code yesterday at 14 h 05 (heure de Paris)}. A time without a zone beside it has the
 * zone that the text names, else UTC; a day without a year is of the year before the mail was sent.
 */
public final class EventTimes {

  private static final int READ_CHARS = 32 * 1024;
  private static final int MOST_TRIES = 60;
  private static final int LONGEST_WORD = 24;
  private static final int BEHIND = 48;
  private static final int BEFORE = 72;

  /** What lies further back is told of as history. */
  private static final Duration LONGEST_AGO = Duration.ofDays(120);

  /** A clock may be wrong, and a zone that nobody names unknown. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final Pattern DAY =
      Pattern.compile(
          "(?i)(?:^|[^\\pL\\pN.])(?:(?P<y1>20\\d{2})[-/.](?P<m1>\\d{1,2})[-/.](?P<d1>\\d{1,2})"
              + "|(?P<d2>\\d{1,2})[./-](?P<m2>\\d{1,2})[./-](?P<y2>20\\d{2})"
              + "|(?P<d3>\\d{1,2})(?:st|nd|rd|th|er|\\.|º|°)?[ /-](?:of |de |d')?(?P<m3>[\\pL]{3,12})\\.?"
              + "(?:[,/ -] ?(?:de |del )?(?P<y3>20\\d{2}))?"
              + "|(?P<m4>[\\pL]{3,10})\\.? {1,2}(?P<d4>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y4>20\\d{2}))?"
              + "|(?P<today>today|this (?:morning|afternoon|evening)|heute|aujourd'hui|ce matin|hoy|esta"
              + " ma[ñn]ana|hoje|oggi|stamattina|vandaag|vanochtend|dzi[śs]|dzisiaj|dnes|сегодня)"
              + "|(?P<yesterday>yesterday|last (?:night|evening)|gestern(?: abend| nacht)?|hier (?:soir|matin|apr[èe]s-midi|[àa]|vers)|ayer|anoche|ontem|ieri(?: sera)?|gisteren|gister(?:avond|middag|ochtend|nacht)"
              + "|wczoraj|v[čc]era|вчера))(?:[^\\pL\\pN]|$)");

  private static final Pattern TIME =
      Pattern.compile(
          "(?i)(?:^|[^\\d.:/-])(?P<h>\\d{1,2})(?::(?P<mi>\\d{2})(?::(?P<s>\\d{2}))?"
              + "|\\.(?P<mi3>\\d{2}) ?(?:Uhr|uur|h\\b)| ?h(?: ?(?P<mi2>\\d{2})\\b|\\b)"
              + "| (?P<clock>Uhr|uur)\\b)(?: ?(?P<half>[ap]\\.?m\\b))?(?:[^\\d:/]|$)");

  /** The head of what is quoted, and the history of a name or address, which are no event. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)\\b(?:wrote|schrieb|[ée]crit|escribi[óo]|escreveu|ha scritto|schreef|napisa[łl]\\w*|napsal\\w*)\\b"
              + "|пишет|написал|^[\\s>*]*(?:sent|gesendet|envoy[ée]|enviado|inviato|verzonden|created|changed"
              + "|updated|last[ -]modified|registered|expires|valid|not (?:before|after)|copyright|published)\\b");

  /** In a line that lists one with when it was seen. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{1,30}:[0-9a-fA-F]{1,4}");

  private static final Duration DAY_AGO = Duration.ofDays(31);

  /** Of earlier mails about it, and of until when something is to be done. */
  private static final Pattern TOLD =
      Pattern.compile(
          "(?i)\\b(?:we (?:wrote|sent|reported|informed|notified|contacted)|our (?:mail|message|report|notice|letter)"
              + "|your (?:mail|answer|reply)|haben wir|schrieben|gemeldet|unsere (?:mail|meldung|nachricht)"
              + "|nous (?:vous )?avons|notre (?:message|signalement)|enviamos|nuestro (?:correo|aviso)"
              + "|nosso (?:e-?mail|aviso)|abbiamo (?:scritto|segnalato|inviato)|stuurden|schreven|gemeld|onze"
              + " (?:mail|melding)|by|until|before|bis|avant|antes|entro|v[óo][óo]r|uiterlijk|deadline|due)\\b"
              + "|wys[łl]ali|zg[łl]osili|zas[łl]ali|nahl[áa]sili|писали|сообщали|направл|до ");

  private static final Set<String> RELATIVE =
      Set.of(
          ("today morning afternoon evening night heute hui matin hoy mañana manana hoje oggi stamattina"
                  + " vandaag vanochtend dziś dzis dzisiaj dnes сегодня yesterday gestern hier ayer"
                  + " anoche ontem ieri gisteren gisteravond gistermiddag gisterochtend gisternacht"
                  + " wczoraj včera vcera вчера")
              .split(" "));

  private final String text;
  private final Instant sent;
  private @Nullable ZoneId zoneOfAll;
  private boolean lookedForZone;
  private Optional<Instant> dayAlone = Optional.empty();

  private EventTimes(String text, Instant sent) {
    this.text = text;
    this.sent = sent;
  }

  /** The one that the text names; null where it names none. */
  private @Nullable ZoneId zoneOfAll() {
    if (!lookedForZone) {
      lookedForZone = true;
      zoneOfAll = NamedZones.in(text);
    }
    return zoneOfAll;
  }

  private ZoneId zone() {
    var named = zoneOfAll();
    return named == null ? ZoneOffset.UTC : named;
  }

  /**
   * @param sent when it was told, after all of it
   */
  public static Optional<Instant> in(String text, Instant sent) {
    return new EventTimes(Text.cut(text, READ_CHARS), sent).first();
  }

  /** Of the rows of a list, which name an address each, the earliest. */
  private Optional<Instant> first() {
    Instant earliest = null;
    boolean listed = false;
    int start = 0;
    for (int tries = 0; tries < MOST_TRIES && start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      var line = text.substring(start, end);
      boolean addressed = ADDRESS.matcher(line).find();
      boolean row = addressed || listed; // a row may go on in the line below
      // the patterns are slow, and most lines name no day
      boolean dated = mayNameDay(line) && !OTHER.matcher(Text.cut(line, 400)).find();
      tries += dated ? 1 : 0;
      var at = addressed ? LogClocks.since1970(line, sent, LONGEST_AGO) : null;
      at = at == null && dated ? inLine(line, start) : at;
      if (at != null && !row) {
        return Optional.of(earliest == null ? at : earliest);
      }
      if (at != null && (earliest == null || at.isBefore(earliest))) {
        earliest = at;
      }
      if (earliest != null && !row && !line.isBlank()) {
        return Optional.of(earliest);
      }
      listed = addressed || line.isBlank() && listed;
      start = end + 1;
    }
    return earliest == null
        ? dayAlone.map(day -> LogClocks.on(day, zone(), text, sent.plus(AHEAD)))
        : Optional.of(earliest);
  }

  /** Null where the line names no day with a time of day; a day alone is kept. */
  private @Nullable Instant inLine(String line, int start) {
    // a day may go on in the line below
    int until = Math.min(text.length(), start + line.length() + LONGEST_WORD);
    var day = DAY.matcher(text.substring(start, until).replace('\n', ' '));
    for (int from = 0; from < line.length() && day.find(from); from = day.start() + 1) {
      var at = beside(day, start);
      if (at.isPresent()) {
        return at.get();
      }
      if (dayAlone.isEmpty() && !TOLD.matcher(line).find()) {
        dayAlone = startOf(day);
      }
    }
    return null;
  }

  /** Of a day within the last weeks without a time: when it began. */
  private Optional<Instant> startOf(Matcher day) {
    for (var date : dates(day, zone())) {
      var at = date == null ? null : date.atStartOfDay(ZoneOffset.UTC).toInstant();
      if (at != null && at.isBefore(sent) && at.isAfter(sent.minus(DAY_AGO))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean mayNameDay(String line) {
    int from = -1;
    for (int i = 0; i <= line.length(); i++) {
      if (i < line.length() && Character.isLetterOrDigit(line.charAt(i))) {
        from = from < 0 ? i : from;
      } else if (from >= 0) {
        var word = i - from > LONGEST_WORD ? "" : line.substring(from, i).toLowerCase(Locale.ROOT);
        boolean year = word.length() >= 4 && word.startsWith("20") && i - from <= 11;
        if (year || RELATIVE.contains(word) || MonthNames.number(word) != null) {
          return true;
        }
        from = -1;
      }
    }
    return false;
  }

  /** The day with the time of day behind it, else with the first before it. */
  private Optional<Instant> beside(Matcher day, int lineStart) {
    int dayEnd = lineStart + end(day);
    // as web servers write it
    dayEnd += text.startsWith(":", dayEnd) ? 1 : 0;
    var behind = passage(text.substring(dayEnd, Math.min(text.length(), dayEnd + BEHIND)), true);
    var time = TIME.matcher(behind);
    if (time.find()) {
      var zoned =
          text.substring(dayEnd + timeEnd(time), Math.min(text.length(), dayEnd + BEHIND + 24));
      return at(day, time, passage(zoned, true));
    }
    int dayStart = lineStart + day.start();
    var before = passage(text.substring(Math.max(0, dayStart - BEFORE), dayStart), false);
    time = TIME.matcher(before);
    return time.find() ? at(day, time, before.substring(timeEnd(time))) : Optional.empty();
  }

  /** Of the day itself: the pattern takes the character behind it as well. */
  private static int end(Matcher day) {
    int end = day.start();
    for (int group = 1; group <= day.groupCount(); group++) {
      end = Math.max(end, day.end(group));
    }
    return end;
  }

  private static int timeEnd(Matcher time) {
    for (var group : new String[] {"half", "clock", "s", "mi", "mi2", "mi3"}) {
      if (time.group(group) != null) {
        return time.end(group);
      }
    }
    return time.end("h");
  }

  /** Up to where another paragraph or sentence begins, or from there. */
  private static String passage(String near, boolean behind) {
    if (behind) {
      int end = near.indexOf("\n\n");
      return end < 0 ? near : near.substring(0, end);
    }
    int start = near.lastIndexOf("\n\n") + 1;
    for (int i = near.length() - 2; i > start && i > 1; i--) {
      // "p.m. Pacific" goes on
      boolean ends = near.startsWith(". ", i) && near.charAt(i - 2) != '.';
      start = ends ? i + 1 : start;
    }
    return near.substring(start);
  }

  private Optional<Instant> at(Matcher day, Matcher time, String behind) {
    var zone = NamedZones.atStart(behind);
    zone = zone == null ? NamedZones.in(Text.cut(behind, 40)) : zone;
    zone = zone == null ? zone() : zone;
    try {
      var clock = clock(time);
      for (var date : dates(day, zone)) {
        var at = date == null ? null : date.atTime(clock).atZone(zone).toInstant();
        if (at != null && at.isBefore(sent.plus(AHEAD)) && at.isAfter(sent.minus(LONGEST_AGO))) {
          return Optional.of(at);
        }
      }
    } catch (DateTimeException e) {
      // no day or hour of the calendar
    }
    return Optional.empty();
  }

  private static LocalTime clock(Matcher time) {
    int hour = Integer.parseInt(time.group("h"));
    if (time.group("half") != null) {
      hour = hour % 12 + (Character.toLowerCase(time.group("half").charAt(0)) == 'p' ? 12 : 0);
    }
    var minutes = time.group("mi") == null ? time.group("mi2") : time.group("mi");
    minutes = minutes == null ? time.group("mi3") : minutes;
    var seconds = time.group("s");
    return LocalTime.of(
        hour,
        minutes == null ? 0 : Integer.parseInt(minutes),
        seconds == null ? 0 : Integer.parseInt(seconds));
  }

  /** What the day may mean, the likelier first; nulls are none. */
  private @Nullable LocalDate[] dates(Matcher day, ZoneId zone) {
    var today = sent.atZone(zone).toLocalDate();
    if (day.group("today") != null) {
      return new LocalDate[] {today};
    }
    if (day.group("yesterday") != null) {
      return new LocalDate[] {today.minusDays(1)};
    }
    if (day.group("y1") != null) {
      return new LocalDate[] {date(day.group("y1"), day.group("m1"), day.group("d1"))};
    }
    if (day.group("y2") != null) {
      return new LocalDate[] {
        date(day.group("y2"), day.group("m2"), day.group("d2")),
        date(day.group("y2"), day.group("d2"), day.group("m2"))
      };
    }
    int form = day.group("d3") != null ? 3 : 4;
    var month = MonthNames.number(day.group("m" + form));
    if (month == null) {
      return new LocalDate[0];
    }
    var year = day.group("y" + form);
    var number = day.group("d" + form);
    int thisYear = today.getYear();
    return year != null
        ? new LocalDate[] {date(year, month, number)}
        : new LocalDate[] {
          date(String.valueOf(thisYear), month, number),
          date(String.valueOf(thisYear - 1), month, number)
        };
  }

  private static @Nullable LocalDate date(String year, String month, String day) {
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
