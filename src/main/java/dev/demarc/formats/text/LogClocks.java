package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times in lines of a log that no date tells: the time of day alone, as tcpdump writes it, and
 * seconds or milliseconds since 1970, as squid and lists of blocked addresses do.
 */
final class LogClocks {

  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 400;

  /** {@code 18:41:09.311245 IP 192.0.2.1.53 > 198.51.100.2.27015: ...}. */
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("^[\\s>|*\\[]*(\\d{1,2}:\\d{2}:\\d{2})(?:[.,]\\d{1,9})?[\\])]?[\\s,;|]");

  private static final Pattern SINCE_1970 =
      Pattern.compile(
          "(?:^|[,;|\\s\\[\"'=:(])(1[4-9]\\d{8}|2\\d{9})(?:\\.\\d{1,9}|\\d{3})?(?:[,;|\\s\\]\"')]|$)");

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{3,}");

  private LogClocks() {}

  /**
   * When the first line of a log was written that begins with a time of day and names an address.
   *
   * @param day the start of the day in UTC that the words name, which is one of the zone's
   * @return the day itself where there is no such line, or it is from after the latest
   */
  static Instant on(Instant day, ZoneId zone, String text, Instant latest) {
    var clock = first(text);
    if (clock == null) {
      return day;
    }
    var at = day.atZone(ZoneOffset.UTC).toLocalDate().atTime(clock).atZone(zone).toInstant();
    return at.isAfter(latest) ? day : at;
  }

  private static @Nullable LocalTime first(String text) {
    for (var line : (Iterable<String>) text.lines().limit(MOST_LINES)::iterator) {
      var time = TIME_OF_DAY.matcher(Text.cut(line, LONGEST_LINE));
      if (time.find() && ADDRESS.matcher(line).find()) {
        try {
          var stated = time.group(1);
          return LocalTime.parse(stated.length() < 8 ? "0" + stated : stated);
        } catch (DateTimeException e) {
          return null;
        }
      }
    }
    return null;
  }

  /**
   * @param line one that names an address
   * @param ago how long before it was sent at most
   * @return null where it holds none that fits
   */
  static @Nullable Instant since1970(String line, Instant sent, Duration ago) {
    var found = SINCE_1970.matcher(Text.cut(line, LONGEST_LINE));
    while (found.find()) {
      var at = Instant.ofEpochSecond(Long.parseLong(found.group(1)));
      if (at.isAfter(sent.minus(ago)) && !at.isAfter(sent)) {
        return at;
      }
    }
    return null;
  }
}
