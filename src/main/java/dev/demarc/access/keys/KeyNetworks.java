package dev.demarc.access.keys;

import dev.demarc.shared.NetworkPrefix;
import dev.demarc.shared.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks that a key may be used from. */
public final class KeyNetworks {

  private static final int MOST = 50;

  private KeyNetworks() {}

  /**
   * @param typed addresses and CIDR blocks; null for any
   * @throws Problem INVALID naming {@code addresses}
   */
  static List<String> parse(Collection<String> typed) {
    var networks = new ArrayList<String>();
    for (var text : typed == null ? List.<String>of() : typed) {
      if (text != null && !text.isBlank()) {
        networks.add(network(text.trim()));
      }
    }
    if (networks.size() > MOST) {
      throw Problem.invalid("addresses", "name at most 50 networks");
    }
    return networks;
  }

  private static String network(String text) {
    var parsed = NetworkPrefix.blockOf(text);
    if (parsed == null) {
      throw Problem.invalid(
          "addresses", "name addresses or networks such as 192.0.2.7 or 2001:db8::/32");
    }
    return parsed.toCanonicalString();
  }

  /** Whether an address is in one of them; any is where there are none. */
  public static boolean contain(Collection<String> networks, @Nullable String address) {
    if (networks.isEmpty()) {
      return true;
    }
    var plain = NetworkPrefix.addressOf(address);
    return plain != null
        && networks.stream()
            .map(NetworkPrefix::of)
            .anyMatch(network -> network != null && network.contains(plain));
  }
}
