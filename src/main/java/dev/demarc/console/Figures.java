package dev.demarc.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** How numbers read on a page. */
@TemplateExtension
class Figures {

  private static final char THIN = '\u202f';

  private Figures() {}

  /** {@code 86 %}, from 0.86; never all or nothing where something is left. */
  static String percent(double share) {
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
  static String percentSure(double confidence) {
    return percent(confidence) + " sure";
  }

  /** {@code 1 233}, with narrow spaces. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', THIN);
  }

  static String grouped(int number) {
    return grouped((long) number);
  }

  /** {@code 1 case}, {@code 1 233 cases}. */
  static String counted(long number, String what) {
    return grouped(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** With a capital letter first. */
  static String capital(String text) {
    return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** A value as the filter of cases wants it: in quotes where it has blanks. */
  static String quotedForFilter(String text) {
    return text.contains(" ") ? '"' + text.replace("\"", "") + '"' : text;
  }
}
