package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Until when a mail asks for an answer: the date that it names, else so long after it was sent.
 * Only what is said in one sentence with an answer, a measure or a consequence counts.
 */
public final class ReplyDeadline {

  private static final int READ_CHARS = 32 * 1024;
  private static final int MOST_SENTENCES = 1_000;

  /** Longer periods are not about an answer. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final int ZONE_BEHIND = 60;

  /** A sentence ends where a new one begins: numbers and short forms have dots, too. */
  private static final Pattern END =
      Pattern.compile(
          "[^\\d\\s][.!?][)\"']?\\s+[\\p{Lu}\"(¿¡]|\\d{3}[.!?]\\s+\\p{Lu}"
              + "|(?:(?:\\d{1,3}\\.){3}\\d{1,3}|:[0-9a-fA-F]{1,4})[.!?]\\s+\\p{Lu}"
              + "|[。！？]\\n?|[\\p{Hangul}\\p{Arabic}][.!?؟]\\s+\\S|\\n\\s*\\n");

  private ReplyDeadline() {}

  /**
   * @param sent when the mail was written
   * @return null where the text names no deadline
   */
  public static @Nullable Instant in(String text, Instant sent) {
    var start = Text.cut(text, READ_CHARS);
    var asking = asking(sentences(start));
    // a date outweighs a period, wherever they stand
    return first(asking, s -> date(s, sent).or(() -> eastAsianDate(s, start, sent)))
        .or(() -> first(asking, s -> period(s, sent)))
        .orElse(null);
  }

  /** What speaks of an answer, or stands behind what does, and tells of nothing that was seen. */
  private static List<String> asking(List<String> sentences) {
    var asking = new ArrayList<String>();
    for (int i = 0; i < sentences.size(); i++) {
      // the patterns are slow, and most sentences hold neither a period nor a date
      if (mayNameTime(sentences.get(i))
          && (isAsking(sentences.get(i)) || i > 0 && isAsking(sentences.get(i - 1)))
          && !isObserved(sentences.get(i))) {
        asking.add(sentences.get(i));
      }
    }
    return asking;
  }

  private static boolean mayNameTime(String sentence) {
    return DeadlineWords.mayNameTime(sentence)
        || EastAsianTimes.mayNameTime(sentence)
        || DeadlinePhrases.mayNameTime(sentence);
  }

  private static boolean isAsking(String sentence) {
    return DeadlineWords.ASKED.matcher(sentence).find()
        || EastAsianTimes.isAsking(sentence)
        || DeadlinePhrases.isAsking(sentence);
  }

  private static boolean isObserved(String sentence) {
    return DeadlineWords.OBSERVED.matcher(sentence).find()
        || EastAsianTimes.isObserved(sentence)
        || DeadlinePhrases.isObserved(sentence);
  }

  private static Optional<Instant> first(
      List<String> sentences, Function<String, Optional<Instant>> deadline) {
    return sentences.stream().map(deadline).flatMap(Optional::stream).findFirst();
  }

  private static List<String> sentences(String text) {
    var found = new ArrayList<String>();
    var ends = END.matcher(text);
    int from = 0;
    while (found.size() < MOST_SENTENCES && ends.find()) {
      // the letter that begins the next sentence belongs to that
      int end = text.charAt(ends.end() - 1) == '\n' ? ends.end() : ends.end() - 1;
      found.add(Text.oneLine(text.substring(from, end), READ_CHARS));
      from = end;
    }
    found.add(Text.oneLine(text.substring(from), READ_CHARS));
    return found;
  }

  private static Optional<Instant> eastAsianDate(String sentence, String text, Instant sent) {
    return EastAsianTimes.mayNameTime(sentence)
        ? EastAsianTimes.deadline(sentence, text, sent)
            .filter(end -> end.isAfter(sent) && end.isBefore(sent.plus(LONGEST)))
        : Optional.empty();
  }

  private static Optional<Instant> period(String sentence, Instant sent) {
    var inCharacters =
        EastAsianTimes.mayNameTime(sentence) ? EastAsianTimes.period(sentence) : null;
    var stated = inCharacters == null ? DeadlinePhrases.period(sentence) : inCharacters;
    if (stated != null) {
      return Optional.of(sent.plus(stated.compareTo(LONGEST) > 0 ? LONGEST : stated));
    }
    var one = DeadlineWords.ONE.matcher(sentence);
    if (one.find()) {
      return Optional.of(sent.plus(Duration.ofHours(DeadlineWords.hours(one.group("unit")))));
    }
    for (var pattern : List.of(DeadlineWords.PERIOD, DeadlineWords.UP_TO, DeadlineWords.GRANTED)) {
      var found = pattern.matcher(sentence);
      while (found.find()) {
        var digits = found.group("digits");
        var number = WrittenNumber.of(digits == null ? found.group("number") : digits);
        if (number != null && number > 0) {
          var period = Duration.ofHours((long) number * DeadlineWords.hours(found.group("unit")));
          return Optional.of(sent.plus(period.compareTo(LONGEST) > 0 ? LONGEST : period));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> date(String stated, Instant sent) {
    var sentence = DeadlineDates.inEnglish(WrittenTimes.inDigits(stated));
    for (var form : List.of(DeadlineWords.TIMED_DATE, DeadlineWords.DATE)) {
      var found = form.matcher(sentence);
      while (found.find()) {
        var end = end(found, sent, sentence);
        // a date that is past, or far off, is about something else
        if (end.isPresent() && end.get().isAfter(sent) && end.get().isBefore(sent.plus(LONGEST))) {
          return end;
        }
      }
    }
    return day(sentence, sent);
  }

  private static Optional<Instant> day(String sentence, Instant sent) {
    var found = DeadlineWords.DAY.matcher(sentence);
    var day = sent.atZone(ZoneOffset.UTC);
    while (found.find()) {
      var ahead = DayNames.daysAhead(found.group("day"), day.getDayOfWeek().getValue());
      if (ahead != null) {
        var on = day.plusDays(ahead);
        var end =
            at(
                on.getDayOfMonth() + "-" + on.getMonthValue(),
                String.valueOf(on.getYear()),
                found,
                sentence);
        if (end.isPresent() && end.get().isAfter(sent)) {
          return end;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> end(Matcher found, Instant sent, String sentence) {
    int form = found.group("d1") != null ? 1 : found.group("d2") != null ? 2 : 0;
    form = form > 0 ? form : found.group("d3") != null ? 3 : found.group("d4") != null ? 4 : 5;
    var month = month(found.group("m" + form));
    if (month == null) {
      return Optional.empty();
    }
    var day = found.group("d" + form);
    // with slashes and a day that can be none, the month comes first
    boolean monthFirst = form == 4 && Integer.parseInt(month) > 12;
    var days = monthFirst ? month + "-" + day : day + "-" + month;
    var stated = found.group("y" + form);
    var year = stated != null && stated.length() == 2 ? "20" + stated : stated;
    int thisYear = sent.atZone(ZoneOffset.UTC).getYear();
    var end = at(days, year == null ? String.valueOf(thisYear) : year, found, sentence);
    boolean nextYear = year == null && end.isPresent() && !end.get().isAfter(sent);
    return nextYear ? at(days, String.valueOf(thisYear + 1), found, sentence) : end;
  }

  private static Optional<Instant> at(
      String dayAndMonth, String year, Matcher found, String sentence) {
    var parts = dayAndMonth.split("-");
    var date = year + "-" + parts[1] + "-" + parts[0];
    var hour = found.group("h");
    boolean timed =
        hour != null
            && (found.group("mi") != null
                || found.group("half") != null
                || found.group("clock") != null);
    if (!timed) {
      return StatedDate.of(date).map(day -> day.plus(Duration.ofDays(1)).minusSeconds(1));
    }
    var minutes = found.group("mi") == null ? "00" : found.group("mi");
    var half = found.group("half") == null ? "" : " " + found.group("half").replace(".", "");
    var seconds = found.group("s") == null ? "" : ":" + found.group("s");
    var time = date + " " + hour + ":" + minutes + seconds + half;
    if (found.group("zone") != null) {
      return StatedDate.of(time + " " + found.group("zone"));
    }
    // "17 h (heure de Paris)"
    var zone = NamedZones.in(Text.cut(sentence.substring(found.end("h")), ZONE_BEHIND));
    return StatedDate.of(time)
        .map(
            at ->
                zone == null
                    ? at
                    : LocalDateTime.ofInstant(at, ZoneOffset.UTC).atZone(zone).toInstant());
  }

  /** The number of a month; null where the word names none. */
  private static @Nullable String month(String word) {
    return Character.isDigit(word.charAt(0)) ? word : MonthNames.number(word);
  }
}
