package dev.demarc.shared;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Collection;
import java.util.List;

/** Networks that an operator lists. */
public final class NetworkList {

  private final List<IPAddress> networks;

  private NetworkList(List<IPAddress> networks) {
    this.networks = networks;
  }

  /**
   * @param typed addresses and CIDR blocks; what is blank is none
   * @throws IllegalArgumentException where one is none; the message says what to write
   */
  public static NetworkList of(Collection<String> typed) {
    return new NetworkList(
        typed.stream().filter(text -> !text.isBlank()).map(NetworkList::network).toList());
  }

  private static IPAddress network(String typed) {
    var text = typed.strip();
    boolean literal = text.length() <= 60 && text.matches("[0-9A-Fa-f:.]+(/\\d{1,3})?");
    var parsed = literal ? new IPAddressString(text).getAddress() : null;
    if (parsed == null || parsed.isMultiple() && !parsed.isPrefixed()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no network; write networks as 192.0.2.0/24 or 2001:db8::/48");
    }
    return parsed.isPrefixed() ? parsed.toPrefixBlock() : parsed;
  }

  /**
   * @param address as text; null is in none
   */
  public boolean contains(String address) {
    var parsed = address == null ? null : new IPAddressString(address).getAddress();
    if (parsed == null) {
      return false;
    }
    var plain = parsed.withoutPrefixLength();
    var reached =
        plain.isIPv6() && plain.toIPv6().isIPv4Mapped()
            ? plain.toIPv6().getEmbeddedIPv4Address()
            : plain;
    return networks.stream().anyMatch(network -> network.contains(reached));
  }
}
