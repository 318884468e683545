package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup in the domain name system prints, by {@code dig}, {@code host}, {@code nslookup}.
 */
final class LookupLine {

  private static final int NAME = 320;

  /** {@code site.example. 300 IN A 192.0.2.1} and {@code site.example has address 192.0.2.1}. */
  private static final Pattern LOOKED_UP =
      Pattern.compile(
          "(?i)(?:^|\\s)([a-z0-9_-][a-z0-9._-]{2,250}?)\\.?(?:(?:\\s{1,40}\\d{1,9})?\\s{1,40}IN\\s{1,40}A(?:AAA)?\\s{1,40}"
              + "| has (?:IPv6 )?address )$");

  /** Behind the server that was asked: {@code SERVER: 192.0.2.1#53(192.0.2.1)}. */
  private static final String DNS_PORT = "#53";

  private LookupLine() {}

  /** The name that the address behind it is the answer for; null where it is none. */
  static @Nullable String name(String text, int start) {
    int line = text.lastIndexOf('\n', start - 1) + 1;
    var before = text.substring(Math.max(line, start - NAME), start);
    var bare = before.stripTrailing();
    if (bare.length() == before.length() || !bare.endsWith("A") && !bare.endsWith("address")) {
      return null;
    }
    var matcher = LOOKED_UP.matcher(before);
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
  }

  /** Whether it is the server that was asked: {@code @192.0.2.1}, or with its port. */
  static boolean isAsked(String text, int start, int end) {
    return text.startsWith(DNS_PORT, end)
        || text.startsWith(DNS_PORT, end - 3)
        || text.charAt(start) == '@'
        || text.startsWith(" @", start - 2);
  }
}
