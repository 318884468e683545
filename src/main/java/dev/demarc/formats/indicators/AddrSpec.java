package dev.demarc.formats.indicators;

import dev.demarc.formats.text.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bare address of a mailbox (addr-spec, RFC 5322 section 3.4.1), read leniently. */
public final class AddrSpec {

  private AddrSpec() {}

  /** An address without angle brackets and with a lower-case domain; null if it is none. */
  public static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var address = text.strip();
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0) {
      address = address.substring(open + 1, close < 0 ? address.length() : close).strip();
    }
    int at = address.lastIndexOf('@');
    boolean whole = at > 0 && at < address.length() - 1 && address.length() <= 320;
    boolean writable = address.equals(Text.withoutControls(address));
    if (!whole || !writable || address.chars().anyMatch(Character::isWhitespace)) {
      return null;
    }
    return address.substring(0, at) + "@" + address.substring(at + 1).toLowerCase(Locale.ROOT);
  }
}
