package dev.demarc.shared;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is counted as one caller: an address of IPv4, and of IPv6 the /64 that it is in, as whoever
 * has one address of it has them all.
 */
public final class CallerNetwork {

  private static final int PREFIX = 64;

  private CallerNetwork() {}

  public static String of(InetAddress address) {
    return of(plain(address));
  }

  /** As text, without the zone that a link-local address has. */
  public static String plain(InetAddress address) {
    var text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /**
   * @param address as text; anything else counts as it is, also null
   */
  public static String of(@Nullable String address) {
    var parsed = NetworkPrefix.addressOf(address);
    if (parsed == null) {
      return String.valueOf(address);
    }
    return parsed.isIPv6() ? parsed.toPrefixBlock(PREFIX).toCanonicalString() : parsed.toString();
  }
}
