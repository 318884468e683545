package dev.demarc.finding.filter;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as they are typed: {@code 3}, {@code >=10}, {@code 2..9}. Pure.
 *
 * @param from the least in it; null without one
 * @param until the least above it; null without one
 */
record NumberRange(@Nullable Double from, @Nullable Double until) {

  private static final Pattern BETWEEN =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)?\\.\\.(\\d{1,9}(?:\\.\\d{1,6})?)?");
  private static final Pattern ONE =
      Pattern.compile("(>=|<=|>|<|=)?(\\d{1,9}(?:\\.\\d{1,6})?) ?(%?)");

  /**
   * @param whole whether they are whole numbers
   * @throws IllegalArgumentException where they are none
   */
  static NumberRange of(String typed, boolean whole) {
    var between = BETWEEN.matcher(typed);
    if (between.matches()) {
      return new NumberRange(
          between.group(1) == null ? null : Double.valueOf(between.group(1)),
          between.group(2) == null ? null : above(Double.parseDouble(between.group(2)), whole));
    }
    var one = ONE.matcher(typed);
    if (!one.matches()) {
      throw new IllegalArgumentException(typed);
    }
    double number = Double.parseDouble(one.group(2)) / (one.group(3).isEmpty() ? 1 : 100);
    return switch (one.group(1) == null ? "=" : one.group(1)) {
      case ">" -> new NumberRange(above(number, whole), null);
      case ">=" -> new NumberRange(number, null);
      case "<" -> new NumberRange(null, number);
      case "<=" -> new NumberRange(null, above(number, whole));
      default -> new NumberRange(number, above(number, whole));
    };
  }

  private static double above(double number, boolean whole) {
    return whole ? Math.floor(number) + 1 : Math.nextUp(number);
  }
}
