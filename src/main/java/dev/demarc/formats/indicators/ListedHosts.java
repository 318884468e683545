package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;

/**
 * Hosts that a text lists instead of speaking of them: an address alone on its line or in a column,
 * a link with its address in brackets behind it. Reports list what they accuse; a heading above the
 * list may say that it is the other side.
 */
final class ListedHosts {

  private static final int MOST_LINES_UP = 8;
  private static final int LONGEST_LINE = 400;
  private static final String BULLETS = " \t>|*-+\u2022\u00B7,;\"'()[]";

  /** {@code /32} behind an address of a block list. */
  private static final Pattern PREFIX_LENGTH = Pattern.compile("^/\\d{1,3}");

  /** {@code http://... [192.0.2.1]}, {@code http://... (192.0.2.1)}, or a column further on. */
  private static final Pattern ADDRESS_BEHIND =
      Pattern.compile(
          "^\\S{0,2}\\s{1,80}[\\[(]?(\\d{1,3}(\\.\\d{1,3}){3}\\b|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{3,})");

  private static final Pattern LINK_BEFORE = Pattern.compile("https?://\\S+\\s{1,80}[\\[(]?$");

  /** A line, or an attribute, that is there to name it. */
  private static final Pattern LABEL_BEFORE =
      Pattern.compile(
          "(?i)^[^\\pL\\pN]*(ip|ip[- ]?addr(ess)?|ipv[46]|host ip|url|uri)[\\s*]*[:=][\\s*\"]*$"
              + "|[\\s<](ip|url|uri)=\"$");

  private ListedHosts() {}

  static Role role(String text, int start, int end, IndicatorType type) {
    int lineStart = lineStart(text, start);
    int lineEnd = end;
    while (lineEnd < text.length()
        && text.charAt(lineEnd) != '\n'
        && lineEnd - end < LONGEST_LINE) {
      lineEnd++;
    }
    boolean wholeText = lineStart == 0 && lineEnd == text.length();
    if (lineStart < 0 || lineEnd - end >= LONGEST_LINE) {
      return Role.MENTIONED;
    }
    var before = text.substring(lineStart, start);
    var after = text.substring(end, lineEnd);
    boolean listed =
        type == IndicatorType.URL
            ? ADDRESS_BEHIND.matcher(after).find()
            : isAlone(before, after) || LINK_BEFORE.matcher(before).find();
    listed = listed || LABEL_BEFORE.matcher(before).find();
    return listed && !wholeText ? byHeading(text, lineStart) : Role.MENTIONED;
  }

  /** Where the line begins; -1 if that is too far away to be a line of a list. */
  private static int lineStart(String text, int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) != '\n') {
      start--;
      if (at - start > LONGEST_LINE) {
        return -1;
      }
    }
    return start;
  }

  /** Nothing but marks around it, or the first host in a line of columns. */
  private static boolean isAlone(String before, String after) {
    boolean columns = before.indexOf('|') >= 0 || after.indexOf('|') >= 0;
    return (isMarks(before) && isMarks(PREFIX_LENGTH.matcher(after).replaceFirst("")))
        || (columns && before.chars().noneMatch(Character::isLetter));
  }

  private static boolean isMarks(String text) {
    return text.strip().chars().allMatch(c -> BULLETS.indexOf(c) >= 0);
  }

  private static Role byHeading(String text, int lineStart) {
    int end = lineStart - 1;
    for (int i = 0; i < MOST_LINES_UP && end > 0; i++) {
      int start = lineStart(text, end);
      if (start < 0) {
        return Role.SOURCE;
      }
      var line = text.substring(start, end).strip();
      if (line.endsWith(":")) {
        var said = RoleGuess.ofHeading(line);
        return said == null ? Role.SOURCE : said;
      }
      end = start - 1;
    }
    return Role.SOURCE;
  }
}
