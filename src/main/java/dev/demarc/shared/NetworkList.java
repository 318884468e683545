package dev.demarc.shared;

import inet.ipaddr.IPAddress;
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
    var parsed = NetworkPrefix.blockOf(text);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no network; write networks as 192.0.2.0/24 or 2001:db8::/48");
    }
    return parsed;
  }

  /**
   * @param address as text; null is in none
   */
  public boolean contains(String address) {
    var plain = NetworkPrefix.addressOf(address);
    return plain != null && networks.stream().anyMatch(network -> network.contains(plain));
  }
}
