package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Until when a mail asks for an answer: the date that it names, else so long after it was sent. */
public final class ReplyDeadline {

  private static final int READ_CHARS = 32 * 1024;
  private static final int MOST_TRIES = 10;

  /** Longer periods are not about an answer. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final Pattern DATE =
      Pattern.compile(
          "(?i)\\b(?:by|before|until|no later than|not later than|on or before|deadline:?|due(?:"
              + " date)?:?|reply by:?|respond by:?)"
              + "\\s+((?:[A-Za-z]{3,9},?\\s+)?(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s+[A-Za-z]{3,9}\\.?,?\\s+\\d{4}"
              + "|[A-Za-z]{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})"
              + "(?:(?:,|T|\\s|\\s+at)\\s*\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s*[AaPp][Mm]\\b)?(?:Z|\\s*(?:UTC|GMT|[A-Z]{2,4}T|[+-]\\d{2}:?\\d{2}))?)?)");
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i)\\b(?:with)?in(?: the)?(?:"
              + " next)?\\s+(?:\\w+\\s+\\()?(\\d{1,3}|one|two|three|four|five|seven|ten|twenty-four|forty-eight)\\)?["
              + " -](?:\\w+ )?(hour|day)s?\\b");
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "one",
          1,
          "two",
          2,
          "three",
          3,
          "four",
          4,
          "five",
          5,
          "seven",
          7,
          "ten",
          10,
          "twenty-four",
          24,
          "forty-eight",
          48);
  private static final Pattern ABOUT_ANSWER =
      Pattern.compile(
          "(?i)\\b(repl(y|ies)|respon(d|se)|answer|contact us|get back|hear (back )?from"
              + " you|action|acknowledge|corrective|confirm)");
  private static final int CONTEXT = 200;
  private static final Pattern TIME = Pattern.compile("\\d:\\d{2}");

  private ReplyDeadline() {}

  /**
   * @param sent when the mail was written
   * @return null where the text names no deadline
   */
  public static Instant in(String text, Instant sent) {
    var read = Text.oneLine(text, READ_CHARS);
    var date = DATE.matcher(read);
    for (int i = 0; i < MOST_TRIES && date.find(); i++) {
      var named = StatedDate.of(date.group(1).replace(" at ", " ").replaceAll("\\s+", " "));
      if (named.isPresent() && isAboutAnswer(read, date.start(), date.end())) {
        var at = named.get();
        boolean wholeDay = !TIME.matcher(date.group(1)).find();
        var end = wholeDay ? at.plus(Duration.ofDays(1)).minusSeconds(1) : at;
        boolean likely = end.isAfter(sent) && end.isBefore(sent.plus(LONGEST));
        if (likely) {
          return end;
        }
      }
    }
    var period = PERIOD.matcher(read);
    for (int i = 0; i < MOST_TRIES && period.find(); i++) {
      if (isAboutAnswer(read, period.start(), period.end())) {
        return sent.plus(duration(period.group(1), period.group(2)));
      }
    }
    return null;
  }

  private static boolean isAboutAnswer(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT);
    int to = Math.min(text.length(), end + CONTEXT);
    return ABOUT_ANSWER.matcher(text.substring(from, to)).find();
  }

  private static Duration duration(String number, String unit) {
    var word = number.toLowerCase(Locale.ROOT);
    int count = NUMBERS.containsKey(word) ? NUMBERS.get(word) : Integer.parseInt(word);
    return unit.equalsIgnoreCase("day")
        ? Duration.ofDays(Math.min(count, 90))
        : Duration.ofHours(count);
  }
}
