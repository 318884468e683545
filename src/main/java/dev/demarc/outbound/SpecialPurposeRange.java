package dev.demarc.outbound;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A range of addresses that is no part of the public Internet: those of IANA's special-purpose
 * registries (RFC 6890) that are not globally reachable, multicast, what is reserved, and the
 * addresses under which clouds hand out credentials.
 *
 * @param what in words that complete "this is ..."
 */
record SpecialPurposeRange(IPAddress block, String what) {

  private static final List<SpecialPurposeRange> ALL =
      Stream.of(
              range("0.0.0.0/8", "an address of this host (RFC 1122)"),
              range("10.0.0.0/8", "a private address (RFC 1918)"),
              range("100.64.0.0/10", "a shared address of a carrier (RFC 6598)"),
              range("127.0.0.0/8", "a loopback address"),
              range("168.63.129.16/32", "the address of Azure's host agent"),
              range("169.254.0.0/16", "a link-local address, as clouds use for credentials"),
              range("172.16.0.0/12", "a private address (RFC 1918)"),
              range("192.0.0.0/24", "an address for protocols (RFC 6890)"),
              range("192.0.2.0/24", "an address for documentation (RFC 5737)"),
              range("192.88.99.0/24", "an address of 6to4 relays (RFC 7526)"),
              range("192.168.0.0/16", "a private address (RFC 1918)"),
              range("198.18.0.0/15", "an address for benchmarks (RFC 2544)"),
              range("198.51.100.0/24", "an address for documentation (RFC 5737)"),
              range("203.0.113.0/24", "an address for documentation (RFC 5737)"),
              range("224.0.0.0/4", "a multicast address"),
              range("240.0.0.0/4", "a reserved or broadcast address"),
              // global unicast is 2000::/3; these three are all the rest
              range("::/3", "a reserved address"),
              range("4000::/2", "a reserved address"),
              range("8000::/1", "a reserved address"),
              range("::/128", "the unspecified address"),
              range("::1/128", "the loopback address"),
              range("64:ff9b:1::/48", "an address of a local NAT64 (RFC 8215)"),
              range("100::/64", "an address that discards (RFC 6666)"),
              range("2001::/23", "an address for protocols, as Teredo (RFC 2928)"),
              range("2001:db8::/32", "an address for documentation (RFC 3849)"),
              range("2002::/16", "an address of 6to4 (RFC 7526)"),
              range("3fff::/20", "an address for documentation (RFC 9637)"),
              range("5f00::/16", "an identifier of segment routing (RFC 9602)"),
              range("fc00::/7", "a unique local address (RFC 4193)"),
              range("fd00:ec2::/32", "an address of AWS for credentials"),
              range("fd20:ce::254/128", "the address of Google Cloud for credentials"),
              range("fe80::/10", "a link-local address"),
              range("fec0::/10", "a site-local address (RFC 3879)"),
              range("ff00::/8", "a multicast address"))
          .sorted(Comparator.comparing(r -> -r.block().getPrefixLength()))
          .toList();

  private static SpecialPurposeRange range(String cidr, String what) {
    return new SpecialPurposeRange(new IPAddressString(cidr).getAddress().toPrefixBlock(), what);
  }

  /** The narrowest one that an address or a network lies in; empty for the public Internet. */
  static Optional<SpecialPurposeRange> of(IPAddress addresses) {
    return ALL.stream().filter(range -> range.block.contains(addresses)).findFirst();
  }
}
