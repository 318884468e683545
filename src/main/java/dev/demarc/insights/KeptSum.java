package dev.demarc.insights;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One kept sum over the days of a period, or of one day of it; what {@code x}, {@code y} and {@code
 * z} sum is said where the kinds are defined (migration V90, {@code figure_lines}).
 *
 * @param day null where it is of the whole period
 * @param before {@code n} of the period before
 */
record KeptSum(
    String kind, String key, @Nullable LocalDate day, long n, long x, long y, long z, long before) {

  /** The parts of a key that has several. */
  String[] keys() {
    return key.split("\\|", -1);
  }

  /** The last part, which is a number. */
  long measure() {
    return Long.parseLong(key.substring(key.lastIndexOf('|') + 1));
  }

  String withoutMeasure() {
    return key.substring(0, key.lastIndexOf('|'));
  }

  KeptSum comparedWith(long before) {
    return new KeptSum(kind, key, day, n, x, y, z, before);
  }
}
