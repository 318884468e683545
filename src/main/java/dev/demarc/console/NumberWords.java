package dev.demarc.console;

import io.quarkus.qute.TemplateExtension;

/** How numbers read on a page. */
@TemplateExtension
class NumberWords {

  private static final char THIN = '\u202f';

  private NumberWords() {}

  /** {@code 86 %}, from 0.86; never all or nothing where something is left. */
  static String inPercent(double share) {
    long whole = Math.round(share * 100);
    if (whole == 100 && share < 1) {
      whole = 99;
    }
    if (whole == 0 && share > 0) {
      return "under 1" + THIN + "%";
    }
    return whole + "" + THIN + "%";
  }

  /** {@code 86 % sure}. */
  static String sureInPercent(double confidence) {
    return inPercent(confidence) + " sure";
  }

  /** {@code 1 233}, with narrow spaces. */
  static String grouped(long number) {
    // by hand: a page has hundreds, and a formatter reads its pattern for each
    var digits = Long.toString(number);
    int first = number < 0 ? 1 : 0;
    var text = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > first; at -= 3) {
      text.insert(at, THIN);
    }
    return text.toString();
  }

  static String grouped(int number) {
    return grouped((long) number);
  }

  /** With a capital letter first. */
  static String capitalised(String text) {
    return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** A value as the filter of cases wants it: in quotes where it has blanks. */
  static String quotedForFilter(String text) {
    return text.contains(" ") ? '"' + text.replace("\"", "") + '"' : text;
  }
}
