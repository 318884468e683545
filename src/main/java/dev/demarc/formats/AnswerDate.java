package dev.demarc.formats;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The date until when a notice wants an answer, where its words name one. */
final class AnswerDate {

  private static final int READ_CHARS = 64 * 1024;
  private static final int MOST_TRIES = 20;

  /** A date further away is no deadline for an answer. */
  private static final Duration FURTHEST = Duration.ofDays(60);

  private static final String DAY =
      "(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \\d{4}"
          + "|[A-Z][a-z]{2,8} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})";
  private static final String TIME =
      "(?:(?: at |, | |T)\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|GMT|[ECMP][SD]T))?)";
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i:\\b(?:by|before|until|no later than|not later than|prior to|deadline(?: is)?:?)\\s+)"
              + "(?:[A-Z][a-z]+day,?\\s+)?("
              + DAY
              + ")("
              + TIME
              + ")?");

  private AnswerDate() {}

  /**
   * The first date behind a word such as "by" that lies ahead of the notice.
   *
   * @param asked when the notice was given
   * @return a date without a time of day means the end of that day in UTC
   */
  static Optional<Instant> in(String text, Instant asked) {
    if (text == null) {
      return Optional.empty();
    }
    var found = NAMED.matcher(Text.cut(text, READ_CHARS).replace('\n', ' '));
    for (int i = 0; i < MOST_TRIES && found.find(); i++) {
      var date = date(found.group(1), found.group(2));
      if (date.filter(d -> d.isAfter(asked) && d.isBefore(asked.plus(FURTHEST))).isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> date(String day, String time) {
    if (time == null) {
      return StatedDate.of(day)
          .map(d -> d.atOffset(ZoneOffset.UTC).with(LocalTime.of(23, 59, 59)).toInstant());
    }
    var hour = time.replaceFirst("^(?: at |, | |T)", "");
    return StatedDate.of(day + " " + hour);
  }
}
