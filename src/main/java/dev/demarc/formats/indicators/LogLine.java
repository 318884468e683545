package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The side of an address in the lines of logs that have no words for it: arrows, web servers. */
final class LogLine {

  private static final int NEAR = 64;

  /** {@code 192.0.2.1.4242 > 198.51.100.2.80:}, {@code 192.0.2.1:4242 -> 198.51.100.2:53}. */
  private static final Pattern ARROW_BEHIND =
      Pattern.compile(
          "^([.:#]\\d{1,5})?\\]?[ \\t]{0,3}(-{1,2}>|=>|>|\u2192)[ \\t]{0,3}\\[?[0-9a-fA-F]");

  private static final Pattern ARROW_BEFORE =
      Pattern.compile("[0-9a-fA-F]\\]?[ \\t]{0,3}(-{1,2}>|=>|>|\u2192)[ \\t]{0,3}\\[?$");

  /** {@code 192.0.2.1 - - [04/Mar/2026:05:06:07 +0000]}, the common log format. */
  private static final Pattern ACCESS_BEHIND =
      Pattern.compile("^ \\S{1,40} \\S{1,40} \\[\\d{1,2}/[A-Za-z]{3}/\\d{4}:");

  /** {@code site.example. 300 IN A 192.0.2.1} and {@code site.example has address 192.0.2.1}. */
  private static final Pattern LOOKED_UP =
      Pattern.compile(
          "(?i)(?:^|\\s)([a-z0-9_-][a-z0-9._-]{2,250}?)\\.?(?:\\s{1,40}\\d{1,9})?(?:\\s{1,40}IN\\s{1,40}A(?:AAA)?\\s{1,40}"
              + "| has (?:IPv6 )?address )$");

  /** Behind the server that was asked: {@code SERVER: 192.0.2.1#53(192.0.2.1)}. */
  private static final String DNS_PORT = "#53";

  private static final int NAME = 320;

  private LogLine() {}

  /** The name that the address behind it is the answer for; null where it is none. */
  static @Nullable String lookedUp(String text, int start) {
    int line = text.lastIndexOf('\n', start - 1) + 1;
    var before = text.substring(Math.max(line, start - NAME), start);
    var bare = before.stripTrailing();
    if (bare.length() == before.length() || !bare.endsWith("A") && !bare.endsWith("address")) {
      return null;
    }
    var matcher = LOOKED_UP.matcher(before);
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
  }

  /** Null where the line is none of these. */
  static @Nullable Role role(String text, int start, int end) {
    var after = text.substring(end, Math.min(text.length(), end + NEAR));
    if (ARROW_BEHIND.matcher(after).find() || ACCESS_BEHIND.matcher(after).find()) {
      return Role.SOURCE;
    }
    var before = text.substring(Math.max(0, start - NEAR), start);
    boolean answered = text.startsWith(DNS_PORT, end) || text.startsWith(DNS_PORT, end - 3);
    if (answered || text.charAt(start) == '@' || before.endsWith(" @")) {
      return Role.BYSTANDER;
    }
    return ARROW_BEFORE.matcher(before).find() ? Role.TARGET : Particles.role(before, after);
  }
}
