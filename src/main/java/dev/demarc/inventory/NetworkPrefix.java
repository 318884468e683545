package dev.demarc.inventory;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/**
 * Reads an address or prefix as people write them: four decimal numbers, or IPv6 (RFC 4291 section
 * 2.2). The other notations that the library knows (base 85, one number, wildcards, masks) are
 * those of names that happen to look so.
 */
final class NetworkPrefix {

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

  private static final int LONGEST = 60;
  private static final int MAPPED_BITS = 96;

  private NetworkPrefix() {}

  /** As it is written, IPv4 within IPv6 as IPv4; null for anything else. */
  static IPAddress of(String text) {
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
  static IPAddress addressOf(String text) {
    var read = of(text);
    return read == null || read.isPrefixed() || read.isMultiple() ? null : read;
  }
}
