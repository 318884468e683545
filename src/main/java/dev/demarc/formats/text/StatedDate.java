package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates as reporters write them: RFC 5322 section 3.3 and 4.3 with wrong weekdays and comments, ISO
 * 8601 in its loose spellings, web server logs, C's asctime, day.month.year, seconds since 1970. A
 * date without a zone is read as UTC.
 */
public final class StatedDate {

  private static final int LONGEST = 120;
  private static final String TIME =
      "(?P<h>\\d{1,2}):(?P<mi>\\d{2})(?::(?P<s>\\d{2})(?:[.,]\\d{1,9})?)?\\s*(?P<half>[AaPp][Mm]\\b)?";
  private static final String ZONE =
      "\\s*(?P<zone>(?:UTC|GMT)?[+-]\\d{1,2}:?\\d{2}|(?:UTC|GMT)[+-]\\d{1,2}|[+-]\\d{2}|[A-Z]{3}\\d[A-Z]{3}|[A-Za-z]{1,5}|МСК|мск|SEL?Č)?";
  private static final String WEEKDAY = "(?:[A-Za-z]{2,9}\\.?,?\\s+)?";

  private static final List<Pattern> FORMS =
      List.of(
          form(
              "(?P<y>\\d{4})[-/.](?P<mo>\\d{1,2})[-/.](?P<d>\\d{1,2})(?:[T_ ,]+"
                  + TIME
                  + ZONE
                  + ")?"),
          form(
              WEEKDAY
                  + "(?P<d>\\d{1,2})(?:st|nd|rd|th)?[-/ .]+(?P<name>[A-Za-z]{3,9})[-/ .,]+"
                  + "(?P<y>\\d{2,4})(?:[ :,T]+(?:at )?"
                  + TIME
                  + ZONE
                  + ")?"),
          form(
              WEEKDAY
                  + "(?P<name>[A-Za-z]{3,9})\\s+(?P<d>\\d{1,2})\\s+"
                  + TIME
                  + ZONE
                  + "\\s+(?P<y>\\d{4})"),
          form(
              WEEKDAY
                  + "(?P<name>[A-Za-z]{3,9})\\.?\\s+(?P<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+"
                  + "(?P<y>\\d{4})(?:[ ,]+(?:at )?"
                  + TIME
                  + ZONE
                  + ")?"),
          form("(?P<d>\\d{1,2})\\.(?P<mo>\\d{1,2})\\.(?P<y>\\d{4})(?:[ ,]+" + TIME + ZONE + ")?"));
  private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\d{3})?(?:\\.\\d+)?");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private StatedDate() {}

  private static Pattern form(String pattern) {
    return Pattern.compile(pattern + "\\.?");
  }

  /** Reads a whole field as a date; empty where it is none, or one that is not in the calendar. */
  public static Optional<Instant> of(@Nullable String stated) {
    if (stated == null || stated.length() > LONGEST) {
      return Optional.empty();
    }
    var text = withoutComments(stated);
    var epoch = EPOCH.matcher(text);
    if (epoch.matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))));
    }
    for (var form : FORMS) {
      var found = form.matcher(text);
      if (found.matches()) {
        return instant(found);
      }
    }
    return Optional.empty();
  }

  private static String withoutComments(String stated) {
    var kept = new StringBuilder();
    int depth = 0;
    for (char c : Text.oneLine(stated, LONGEST).toCharArray()) {
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && c != '[' && c != ']' && c != '"') {
        kept.append(c);
      }
    }
    return kept.toString().strip();
  }

  private static Optional<Instant> instant(Matcher found) {
    try {
      int year = number(found, "y", 0);
      year += year >= 1000 ? 0 : year >= 50 ? 1900 : 2000;
      int month = month(found);
      int hour = number(found, "h", 0);
      var half = group(found, "half");
      if (half != null) {
        hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
      }
      int second = Math.min(59, number(found, "s", 0));
      var local =
          LocalDateTime.of(
              year, month, number(found, "d", 0), hour, number(found, "mi", 0), second);
      return Optional.of(
          local
              .toInstant(ZoneOffset.UTC)
              .minus(minutesEast(group(found, "zone")), ChronoUnit.MINUTES));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int month(Matcher found) {
    var name = group(found, "name");
    return name == null
        ? number(found, "mo", 0)
        : 1 + MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
  }

  private static int minutesEast(@Nullable String zone) {
    if (zone == null) {
      return 0;
    }
    var name = zone.toLowerCase(Locale.ROOT).replaceFirst("^(utc|gmt)", "");
    if (name.isEmpty() || !"+-".contains(name.substring(0, 1))) {
      // EST5EDT as POSIX writes it: without knowing the rule, the standard time
      return NamedZones.minutesEast(name.replaceFirst("\\d.*$", ""));
    }
    var digits = name.substring(1).replace(":", "");
    int hours =
        Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    int total = Math.min(14 * 60, hours * 60 + minutes);
    return name.startsWith("-") ? -total : total;
  }

  private static int number(Matcher found, String group, int missing) {
    var text = group(found, group);
    return text == null ? missing : Integer.parseInt(text);
  }

  private static @Nullable String group(Matcher found, String name) {
    try {
      return found.group(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
