package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator.Role;
import org.jspecify.annotations.Nullable;

/**
 * A link that shows another site than it leads to, {@code https://bank.example
 * <http://evil.example/>} where it was HTML: what it leads to is accused, and what it shows is
 * imitated.
 */
final class ShownLink {

  private static final int LONGEST = 400;

  private ShownLink() {}

  /** Null where there is no such link, or both are of one site. */
  static @Nullable Role role(String text, int start, int end) {
    if (start > 2 && text.startsWith(" <", start - 2) && text.startsWith(">", end)) {
      int from = start - 2;
      while (from > 0 && start - from < LONGEST && !Character.isWhitespace(text.charAt(from - 1))) {
        from--;
      }
      return differ(text.substring(from, start - 2), text.substring(start, end))
          ? Role.SOURCE
          : null;
    }
    if (text.startsWith(" <http", end)) {
      int close = text.indexOf('>', end);
      boolean leads = close > 0 && close - end < LONGEST;
      return leads && differ(text.substring(start, end), text.substring(end + 2, close))
          ? Role.BRAND
          : null;
    }
    return null;
  }

  private static boolean differ(String shown, String target) {
    var shownHost = host(shown);
    var host = host(target);
    return shownHost != null && host != null && !Correspondents.areKin(shownHost, host);
  }

  private static @Nullable String host(String written) {
    var bare = written.replaceFirst("^[\"'(\\[]+", "").replaceFirst("[\"')\\],;:.]+$", "");
    var address = WebAddress.of(bare);
    return address != null
        ? address.host()
        : bare.startsWith("www.") ? DomainName.of(bare.replaceFirst("/.*", "")) : null;
  }
}
