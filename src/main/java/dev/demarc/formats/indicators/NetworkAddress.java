package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.NetworkPrefix;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One IP address in its normal form: dotted quad, or RFC 5952 for IPv6. */
public final class NetworkAddress {

  private static final int LONGEST = 70;

  private static final Pattern SOMEWHERE =
      Pattern.compile("\\d\\.\\d{1,3}\\.\\d|[0-9a-fA-F]:[0-9a-fA-F]{0,4}:");

  private NetworkAddress() {}

  /** Whether words hold something written as an address. */
  static boolean isIn(String words) {
    return SOMEWHERE.matcher(words).find();
  }

  /**
   * Reads one address, also in brackets, as {@code IPv6:...} (RFC 5321 section 4.1.3) or with a
   * prefix length that leaves it single; null for anything else.
   */
  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    var bare = withoutZone(withoutBrackets(text.strip()));
    if (!looksRight(bare)) {
      return null;
    }
    var address = NetworkPrefix.of(bare);
    if (address == null || address.isMultiple()) {
      return null;
    }
    boolean range =
        address.isPrefixed() && address.getNetworkPrefixLength() < address.getBitCount();
    return range ? null : address.withoutPrefixLength().toCanonicalString();
  }

  /** The widest ranges that anybody reports: wider ones are those of registries. */
  private static final int WIDEST_V4 = 8;

  private static final int WIDEST_V6 = 16;

  /**
   * Reads a range with its prefix length ({@code 192.0.2.0/24}), whatever bits stand behind the
   * prefix; null for anything else, and for a single address.
   */
  public static @Nullable String rangeOf(String text) {
    if (text == null || text.indexOf('/') < 0 || text.length() > LONGEST) {
      return null;
    }
    var bare = text.strip();
    if (!looksRight(bare)) {
      return null;
    }
    var address = NetworkPrefix.of(bare);
    if (address == null || !address.isPrefixed()) {
      return null;
    }
    int length = address.getNetworkPrefixLength();
    int widest = address.isIPv4() ? WIDEST_V4 : WIDEST_V6;
    return length < widest || length >= address.getBitCount()
        ? null
        : address.toPrefixBlock().getLower().toCanonicalString();
  }

  /** The last address of a range that {@link #rangeOf} read. */
  public static String lastOf(String range) {
    return Objects.requireNonNull(NetworkPrefix.of(range), "a range that was read before")
        .toPrefixBlock()
        .getUpper()
        .withoutPrefixLength()
        .toCanonicalString();
  }

  /** Every range that may be reported and has this address or range in it, the widest first. */
  public static List<String> rangesAround(String addressOrRange) {
    int slash = addressOrRange.indexOf('/');
    var first = slash < 0 ? addressOrRange : addressOrRange.substring(0, slash);
    boolean four = first.indexOf(':') < 0;
    int bits = four ? 32 : 128;
    int narrowest = slash < 0 ? bits - 1 : Integer.parseInt(addressOrRange.substring(slash + 1));
    return IntStream.rangeClosed(four ? WIDEST_V4 : WIDEST_V6, narrowest)
        .mapToObj(length -> rangeOf(first + "/" + length))
        .toList();
  }

  /**
   * Whether many networks have such an address (RFC 1918, RFC 4193): it tells no two hosts apart.
   */
  public static boolean isPrivate(@Nullable String text) {
    var address = of(text);
    var parsed = address == null ? null : NetworkPrefix.addressOf(address);
    if (parsed == null) {
      return false;
    }
    return parsed.isIPv4() ? parsed.toIPv4().isPrivate() : parsed.toIPv6().isUniqueLocal();
  }

  private static String withoutBrackets(String text) {
    var bare = text;
    if (bare.startsWith("[")) {
      int close = bare.indexOf(']');
      bare = bare.substring(1, close < 0 ? bare.length() : close).strip();
    }
    return bare.regionMatches(true, 0, "ipv6:", 0, 5) ? bare.substring(5) : bare;
  }

  private static String withoutZone(String text) {
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static boolean looksRight(String text) {
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      if (c == '%' || c == '/') {
        break;
      }
      if (Character.digit(c, 16) < 0 && c != '.' && c != ':') {
        return false;
      }
    }
    return dots == 3 || colons >= 2;
  }
}
