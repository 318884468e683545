package dev.demarc.shared;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reads an address or prefix out of text, as people write them: four decimal
 * numbers, or IPv6 (RFC 4291 section 2.2). The other notations that the library knows (base 85, one
 * number, wildcards, masks) are those of names that happen to look so.
 */
public final class NetworkPrefix {

  private static final IPAddressStringParameters PLAIN =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowMask(false)
          .allowPrefix(true)
          .allowPrefixOnly(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .getParentBuilder()
          .toParams();

  private static final int LONGEST = 70;
  private static final int MAPPED_BITS = 96;

  private NetworkPrefix() {}

  /** As it is written, IPv4 within IPv6 as IPv4; null for anything else. */
  public static @Nullable IPAddress of(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    try {
      var read = new IPAddressString(text, PLAIN).toAddress();
      boolean mapped = read != null && read.isIPv6() && read.toIPv6().isIPv4Mapped();
      return mapped && !(read.isPrefixed() && read.getNetworkPrefixLength() < MAPPED_BITS)
          ? read.toIPv6().getEmbeddedIPv4Address()
          : read;
    } catch (AddressStringException e) {
      return null;
    }
  }

  /** The same, of a single address only. */
  public static @Nullable IPAddress addressOf(@Nullable String text) {
    var read = of(text);
    return read == null || read.isPrefixed() || read.isMultiple() ? null : read;
  }

  /** What a network or a single address takes in, without bits behind its prefix; else null. */
  public static @Nullable IPAddress blockOf(String text) {
    var read = of(text);
    if (read == null || read.isMultiple() && !read.isPrefixed()) {
      return null;
    }
    return read.isPrefixed() ? read.toPrefixBlock() : read;
  }
}
