package dev.demarc.inventory.resolver;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.inventory.NewEntry;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver is to be.
 *
 * @param secret null to keep the one that is there
 */
record ResolverDefinition(
    String name,
    String url,
    @Nullable String secret,
    List<String> networks,
    List<String> domains,
    int timeoutMillis,
    int freshSeconds,
    int unknownSeconds,
    boolean enabled) {

  static final int TIMEOUT = 3000;
  static final int FRESH = 24 * 3600;
  static final int UNKNOWN = 3600;

  private static final int MOST = 500;
  private static final int SHORTEST_SECRET = 16;

  /**
   * @throws Problem INVALID naming the field
   */
  ResolverDefinition {
    name = TypedText.clean(name);
    if (name == null || name.isBlank() || name.length() > 60) {
      throw Problem.invalid("name", "must have 1 to 60 characters");
    }
    url = url(url);
    if (secret != null && (secret.length() < SHORTEST_SECRET || secret.length() > 500)) {
      throw Problem.invalid("secret", "must have 16 to 500 characters; 32 random bytes are good");
    }
    networks = networks(networks == null ? List.of() : networks);
    domains = domains(domains == null ? List.of() : domains);
    if (networks.isEmpty() && domains.isEmpty()) {
      throw Problem.invalid(
          "networks", "say what it is asked about: networks, domains or both; it is sent no other");
    }
    bounded("timeoutMillis", timeoutMillis, 100, 20_000);
    bounded("freshSeconds", freshSeconds, 60, 365 * 24 * 3600);
    bounded("unknownSeconds", unknownSeconds, 60, 365 * 24 * 3600);
  }

  private static void bounded(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw Problem.invalid(field, "must be from " + least + " to " + most);
    }
  }

  private static String url(String text) {
    try {
      var url = new URI(text == null ? "" : text.strip());
      if (url.getHost() != null
          && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
          && url.getRawUserInfo() == null
          && url.toString().length() <= 500) {
        return url.toString();
      }
    } catch (URISyntaxException e) {
      // is told below
    }
    throw Problem.invalid("url", "must be an address that begins with https:// and a host's name");
  }

  private static List<String> networks(List<String> typed) {
    if (typed.size() > MOST) {
      throw Problem.invalid("networks", "there may be at most 500");
    }
    return typed.stream()
        .map(
            text -> {
              try {
                return new NewEntry(Kind.RANGE, text, "x", null, null, null, null, null, null, null)
                    .value();
              } catch (Problem none) {
                throw Problem.invalid(
                    "networks", "each must be an address range such as 203.0.113.0/24");
              }
            })
        .distinct()
        .toList();
  }

  private static List<String> domains(List<String> typed) {
    if (typed.size() > MOST) {
      throw Problem.invalid("domains", "there may be at most 500");
    }
    return typed.stream()
        .map(
            text -> {
              var name = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
              if (!name.matches("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,20}")
                  || name.length() > 253) {
                throw Problem.invalid("domains", "each must be a domain such as example.com");
              }
              return name;
            })
        .distinct()
        .toList();
  }
}
