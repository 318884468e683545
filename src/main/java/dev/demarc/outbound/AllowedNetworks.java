package dev.demarc.outbound;

import dev.demarc.shared.NetworkPrefix;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to: those of the public Internet, and the networks that the
 * operator lists.
 */
public final class AllowedNetworks {

  private static final IPAddress NAT64 = new IPAddressString("64:ff9b::/96").getAddress();

  private final List<IPAddress> listed;

  private AllowedNetworks(List<IPAddress> listed) {
    this.listed = listed;
  }

  /**
   * @param listed addresses and CIDR blocks, each within one range that is refused otherwise: a
   *     wider one could open more than is meant
   * @throws IllegalArgumentException where one is none; the message says what to write
   */
  public static AllowedNetworks of(Collection<String> listed) {
    return new AllowedNetworks(
        listed.stream().filter(text -> !text.isBlank()).map(AllowedNetworks::network).toList());
  }

  private static IPAddress network(String text) {
    var typed = text.strip();
    var network = NetworkPrefix.blockOf(typed);
    if (network == null) {
      throw new IllegalArgumentException(
          "\"" + typed + "\" is no network; write it as 10.20.0.0/16 or fd12:3456::/32");
    }
    if (SpecialPurposeRange.of(network).isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + typed
              + "\" is public or wider than a private range; list private networks only, as"
              + " 10.20.0.0/16 (public addresses need no entry)");
    }
    return network;
  }

  /** Why an address may not be connected to; empty where it may. */
  Optional<String> refusal(InetAddress address) {
    var reached = reached(address);
    return SpecialPurposeRange.of(reached)
        .filter(
            range ->
                listed.stream().noneMatch(n -> range.block().contains(n) && n.contains(reached)))
        .map(SpecialPurposeRange::what);
  }

  /** The IPv4 address that an IPv6 address stands for, where it stands for one. */
  private static IPAddress reached(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length == 4) {
      return new IPv4Address(bytes);
    }
    var plain = new IPv6Address(bytes);
    return plain.isIPv4Mapped() || NAT64.contains(plain) ? plain.getEmbeddedIPv4Address() : plain;
  }
}
