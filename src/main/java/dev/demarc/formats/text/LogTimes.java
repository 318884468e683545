package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when to when the lines of a log are. Lines of syslog (RFC 3164) give neither year nor zone:
 * the year is that of the mail they came with, the zone what the mail says of it, else UTC.
 */
public record LogTimes(Instant first, @Nullable Instant last) {

  private static final int READ_CHARS = 256 * 1024;
  private static final int MOST_LINES = 5_000;
  private static final Duration LONG_AGO = Duration.ofDays(800);
  private static final Pattern ZONE =
      Pattern.compile(
          "(?i)\\b(?:local )?time ?zone\\b[^\\n+-]{0,30}?([+-]\\d{2}:?\\d{2}|\\bUTC|\\bGMT)");
  private static final Pattern SYSLOG =
      Pattern.compile("^[> ]*([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2})\\b");
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2})(?:[.,]\\d{1,9})?("
              + " ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\b)?");
  private static final Pattern WEB =
      Pattern.compile("\\[(\\d{1,2}/[A-Z][a-z]{2}/\\d{4}):(\\d{2}:\\d{2}:\\d{2}) ([+-]\\d{4})\\]");

  /**
   * @param sent when the lines were sent, after all of them
   * @return empty where no line starts with a time
   */
  public static Optional<LogTimes> in(String text, Instant sent) {
    var read = Text.cut(text, READ_CHARS);
    var zone = ZONE.matcher(read);
    var offset = zone.find() ? zone.group(1) : "UTC";
    Instant first = null;
    Instant last = null;
    for (var line : (Iterable<String>) read.lines().limit(MOST_LINES)::iterator) {
      var at = line.length() < 15 ? null : time(Text.cut(line, 400), offset, sent);
      // lines of a register of networks have times, too
      if (at != null && at.isAfter(sent.minus(LONG_AGO))) {
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
      }
    }
    return first == null ? Optional.empty() : Optional.of(new LogTimes(first, last));
  }

  private static @Nullable Instant time(String line, String zone, Instant sent) {
    var web = WEB.matcher(line);
    if (web.find()) {
      return StatedDate.of(web.group(1) + " " + web.group(2) + " " + web.group(3)).orElse(null);
    }
    var iso = ISO.matcher(line);
    if (iso.find()) {
      var stated = iso.group(2) == null ? " " + zone : " " + iso.group(2).strip();
      return StatedDate.of(iso.group(1) + stated).orElse(null);
    }
    var syslog = SYSLOG.matcher(line);
    return syslog.find()
        ? withYear(syslog.group(2) + " " + syslog.group(1), syslog.group(3) + " " + zone, sent)
        : null;
  }

  /** A line from after the mail is one of the year before. */
  private static @Nullable Instant withYear(String day, String time, Instant sent) {
    int year = sent.atOffset(ZoneOffset.UTC).getYear();
    var at = StatedDate.of(day + " " + year + " " + time).orElse(null);
    boolean later = at != null && at.isAfter(sent.plus(Duration.ofDays(2)));
    return later ? StatedDate.of(day + " " + (year - 1) + " " + time).orElse(null) : at;
  }
}
