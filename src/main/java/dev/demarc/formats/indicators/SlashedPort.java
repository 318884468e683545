package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;

/**
 * What firewalls write behind an address that is no length of a prefix: its port, {@code
 * 192.0.2.1/51000}, its interface, {@code 192.0.2.1:51000:X1}, its name, {@code
 * 192.0.2.1/192.0.2.1}.
 */
final class SlashedPort {

  private static final int LINE = 400;

  private static final Pattern NUMBERED =
      Pattern.compile("^((?:\\d{1,3}\\.){3}\\d{1,3})/\\d{1,5}$");

  private static final Pattern FOLLOWED =
      Pattern.compile(
          "^((?:\\d{1,3}\\.){3}\\d{1,3})(?::\\d{1,5}(?::[\\w-]{1,20}){1,2}|/(?:\\d{1,3}\\.){3}\\d{1,3})$");

  /** No prefix is as long as this. */
  private static final Pattern PORT =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}/(?:3[3-9]|[4-9]\\d|\\d{3,5})(?:[^\\d.]|$)");

  private SlashedPort() {}

  /** The address alone, where one of these stands behind it. */
  static String without(String piece, String text, int start) {
    if (piece.length() < 9 || !Character.isDigit(piece.charAt(0))) {
      return piece;
    }
    int slash = piece.indexOf('/');
    if (slash > 0 && NUMBERED.matches(piece) && isInLineOfPorts(text, start)) {
      return piece.substring(0, slash);
    }
    boolean followed = slash > 0 || piece.indexOf(':') != piece.lastIndexOf(':');
    return followed ? FOLLOWED.matcher(piece).replaceFirst("$1") : piece;
  }

  /** Whether another number there is none of a prefix. */
  private static boolean isInLineOfPorts(String text, int start) {
    int from = Math.max(0, start - LINE);
    int to = Math.min(text.length(), start + LINE);
    var near = text.substring(from, to);
    int at = start - from;
    int end = near.indexOf('\n', at);
    var line = near.substring(near.lastIndexOf('\n', at) + 1, end < 0 ? near.length() : end);
    return PORT.matcher(line).find();
  }
}
