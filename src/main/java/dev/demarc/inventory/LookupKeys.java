package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Arn;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.NetworkPrefix;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to look for of one indicator.
 *
 * @param names under which it, or what it belongs to, may be registered; the narrowest first
 * @param address null where it is on none
 */
record LookupKeys(Indicator indicator, List<String> names, @Nullable String address) {

  private static final int LONGEST_HOST = 253;

  /** Stands among the names where patterns of ARNs are looked for. */
  private static final String PATTERN_OF = "pattern of ";

  static LookupKeys of(Indicator indicator) {
    var value = indicator.value();
    return switch (indicator.type()) {
      case IPV4, IPV6 -> new LookupKeys(indicator, List.of(value), canonical(value));
      case ARN -> new LookupKeys(indicator, namesOfArn(value), null);
      case S3_BUCKET ->
          new LookupKeys(indicator, List.of(value, PATTERN_OF + "arn:aws:s3:::" + value), null);
      case DOMAIN -> new LookupKeys(indicator, withParents(value), null);
      case URL -> ofHost(indicator, host(value));
      default -> new LookupKeys(indicator, List.of(value), null);
    };
  }

  /** The ARN that patterns must fit; null where the name is not the place of one. */
  static @Nullable String arnOf(String name) {
    return name.startsWith(PATTERN_OF) ? name.substring(PATTERN_OF.length()) : null;
  }

  /** Whether the entry is about the very thing, and not about what it lies in. */
  boolean isItself(InventoryEntry entry) {
    boolean host =
        indicator.type() == IndicatorType.DOMAIN || indicator.type() == IndicatorType.URL;
    return !host || entry.kind() == Kind.RANGE || names.get(0).equals(entry.value());
  }

  private static LookupKeys ofHost(Indicator indicator, String host) {
    var address = canonical(host);
    return address == null
        ? new LookupKeys(indicator, withParents(host), null)
        : new LookupKeys(indicator, List.of(), address);
  }

  private static @Nullable String canonical(@Nullable String text) {
    IPAddress address = NetworkPrefix.addressOf(text);
    return address == null ? null : address.toCanonicalString();
  }

  private static List<String> namesOfArn(String value) {
    var names = new ArrayList<>(List.of(value));
    Arn.of(value)
        .ifPresent(
            arn -> {
              arn.ownName().ifPresent(names::add);
              names.add(PATTERN_OF + value);
              names.add(arn.accountId());
            });
    return names;
  }

  /** A host and the domains it lies in, without the top-level one. */
  private static List<String> withParents(String host) {
    var names = new ArrayList<String>();
    var name = host.toLowerCase(Locale.ROOT);
    names.add(name);
    if (name.length() <= LONGEST_HOST) {
      for (int dot = name.indexOf('.'); name.indexOf('.', dot + 1) > 0; dot = name.indexOf('.')) {
        name = name.substring(dot + 1);
        names.add(name);
      }
    }
    return names;
  }

  /** Between the scheme and the path, without user and port; hostile URLs are no proper URIs. */
  private static String host(String url) {
    var rest = url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").split("[/?#\\\\]", 2)[0];
    rest = rest.substring(rest.lastIndexOf('@') + 1);
    return rest.startsWith("[")
        ? rest.replaceFirst("].*$", "").substring(1)
        : rest.split(":", 2)[0];
  }
}
