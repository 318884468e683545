package dev.demarc.formats.text;

import java.util.Locale;
import java.util.Map;

/** What an invitation or entry of a calendar says (RFC 5545), a line for each fact. */
public final class CalendarText {

  private static final int LONGEST = 64 * 1024;

  private static final Map<String, String> SHOWN =
      Map.of(
          "METHOD", "Method",
          "SUMMARY", "Summary",
          "DESCRIPTION", "Description",
          "COMMENT", "Comment",
          "LOCATION", "Location",
          "URL", "URL",
          "ORGANIZER", "Organizer",
          "DTSTART", "Start",
          "DTEND", "End");

  private CalendarText() {}

  public static String of(String calendar) {
    var shown = new StringBuilder();
    Text.cut(calendar, LONGEST)
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "")
        .lines()
        .forEach(line -> line(line, shown));
    return shown.toString().strip();
  }

  private static void line(String line, StringBuilder shown) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      return;
    }
    var name = line.substring(0, colon).split(";", 2)[0].toUpperCase(Locale.ROOT);
    var label = SHOWN.get(name);
    if (label != null) {
      shown.append(label).append(": ").append(words(line.substring(colon + 1))).append('\n');
    }
  }

  private static String words(String value) {
    return value
        .replaceFirst("(?i)^mailto:", "")
        .replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\");
  }
}
