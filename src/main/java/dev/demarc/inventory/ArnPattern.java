package dev.demarc.inventory;

import dev.demarc.shared.Problem;

/**
 * ARNs with {@code *} for any text and {@code ?} for one character, as IAM's policies have them.
 */
final class ArnPattern {

  private static final int PARTS = 6;

  private ArnPattern() {}

  static boolean is(String value) {
    return value.startsWith("arn:") && (value.indexOf('*') >= 0 || value.indexOf('?') >= 0);
  }

  /**
   * @throws Problem INVALID where it is none
   */
  static String require(String value) {
    var parts = value.split(":", PARTS);
    if (!is(value) || parts.length < PARTS || parts[5].isEmpty()) {
      throw Problem.invalid(
          "value", "must be an ARN with * or ? in it, as arn:aws:s3:::logs-* (six parts)");
    }
    if (parts[2].isBlank() || parts[2].matches("[*?]+")) {
      throw Problem.invalid("value", "must name the service; one for all would take everything");
    }
    return value;
  }

  /** As a pattern of SQL's {@code like}. */
  static String like(String value) {
    return value.replaceAll("([\\\\%_])", "\\\\$1").replaceAll("\\*+", "%").replace('?', '_');
  }
}
