package dev.demarc.console.clocks;

import dev.demarc.clocks.ClockPolicy;
import dev.demarc.clocks.ClockTarget;
import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.shared.Category;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How what is set of clocks reads on a page. */
@TemplateExtension
class ClockWords {

  private static final Pattern LENGTH = Pattern.compile("P(T?)([0-9]{1,5})([HMDW])");

  private ClockWords() {}

  /** {@code Monday to Friday 09:00-17:00}: days in a row with the same hours are told together. */
  static String hoursInWords(BusinessCalendar calendar) {
    var days = new ArrayList<String>();
    var first = "";
    var last = "";
    List<String> hours = null;
    for (var day : calendar.hours().entrySet()) {
      if (!day.getValue().equals(hours)) {
        if (hours != null) {
          days.add(inWords(first, last, hours));
        }
        first = day.getKey();
      }
      last = day.getKey();
      hours = day.getValue();
    }
    if (hours != null) {
      days.add(inWords(first, last, hours));
    }
    return String.join("; ", days);
  }

  private static String inWords(String first, String last, List<String> hours) {
    var days = capital(first) + (first.equals(last) ? "" : " to " + capital(last));
    return days + " " + (hours.isEmpty() ? "free" : String.join(", ", hours));
  }

  /** Which work it is for, with categories as pages call them; {@code everything} for all. */
  static String isFor(ClockPolicy policy) {
    var words = new ArrayList<String>();
    if (!policy.queues().isEmpty()) {
      words.add("queue " + String.join(" or ", policy.queues()));
    }
    if (!policy.categories().isEmpty()) {
      words.add(String.join(" or ", Category.titles(policy.categories())));
    }
    if (!policy.severities().isEmpty()) {
      words.add("severity " + String.join(" or ", policy.severities()));
    }
    if (!policy.sides().isEmpty()) {
      words.add("side " + String.join(" or ", policy.sides()));
    }
    return words.isEmpty() ? "everything" : String.join("; ", words);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** {@code acknowledge within 24 h, high 1 h, critical 15 min}. */
  static String inWords(ClockTarget target) {
    var told = new ArrayList<String>();
    if (target.within() != null) {
      told.add("within " + lengthInWords(target.within()));
    }
    target
        .bySeverity()
        .forEach((severity, within) -> told.add(severity + " " + lengthInWords(within)));
    var what = target.name() == null ? target.measure().replace('-', ' ') : target.name();
    return what + (told.isEmpty() ? "" : " " + String.join(", ", told));
  }

  /**
   * {@code 24 h} for {@code PT24H}, {@code 1 month} for {@code P1M}; others as they are written.
   */
  static String lengthInWords(String written) {
    var length = LENGTH.matcher(written);
    if (!length.matches()) {
      return written.equals("queue") ? "what its queue promises" : written;
    }
    var unit = length.group(1) + length.group(3);
    return length.group(2)
        + switch (unit) {
          case "TH" -> " h";
          case "TM" -> " min";
          case "D" -> " d";
          case "W" -> " weeks";
          case "M" -> length.group(2).equals("1") ? " month" : " months";
          default -> " " + unit;
        };
  }

  /**
   * As the form for policies asks to write it, and reads it again: {@code 24 h} for {@code PT24H},
   * {@code 1 mo} for {@code P1M}; others as they are written.
   */
  static String lengthTyped(String written) {
    var length = LENGTH.matcher(written);
    if (!length.matches()) {
      return written;
    }
    return length.group(2)
        + switch (length.group(1) + length.group(3)) {
          case "TM" -> " min";
          case "M" -> " mo";
          default -> " " + length.group(3).toLowerCase(Locale.ROOT);
        };
  }
}
