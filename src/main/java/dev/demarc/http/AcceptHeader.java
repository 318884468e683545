package dev.demarc.http;

import com.google.re2j.Pattern;
import io.vertx.core.MultiMap;

/**
 * What a caller would like to be answered with (RFC 9110, section 12.5.1). One that cannot be read
 * counts as none, as the router fails on it.
 */
final class AcceptHeader {

  private static final String NAME = "Accept";
  private static final int LONGEST = 2_000;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String VALUE = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*\")";
  private static final String RANGE =
      TOKEN + "(?:/" + TOKEN + ")?(?:\\s*;\\s*(?:" + TOKEN + "(?:\\s*=\\s*" + VALUE + ")?)?)*";
  private static final Pattern LIST =
      Pattern.compile("\\s*(?:" + RANGE + ")?(?:\\s*,\\s*(?:" + RANGE + ")?)*\\s*");

  private AcceptHeader() {}

  /** Takes it away where it cannot be read. */
  static void dropUnreadable(MultiMap headers) {
    var all = headers.getAll(NAME);
    if (!all.stream().allMatch(AcceptHeader::isReadable)) {
      headers.remove(NAME);
    }
  }

  static boolean isReadable(String value) {
    return value.length() <= LONGEST && LIST.matches(value);
  }
}
