package dev.demarc.inventory;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.NetworkPrefix;
import java.util.Locale;

/** What kind of thing somebody types into the question who holds it. */
final class InventoryQuery {

  private InventoryQuery() {}

  /** People paste what they read, and what they read is defanged. */
  static Indicator of(String typed) {
    var value = typed.strip().replace("[.]", ".").replace("[:]", ":").replaceFirst("^hxxp", "http");
    return new Indicator(typeOf(value), value, Indicator.Role.SOURCE);
  }

  static IndicatorType typeOf(String value) {
    var address = NetworkPrefix.of(value);
    if (address != null) {
      return address.isIPv4() ? IndicatorType.IPV4 : IndicatorType.IPV6;
    }
    if (value.startsWith("arn:")) {
      return IndicatorType.ARN;
    }
    var lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return IndicatorType.URL;
    }
    return value.matches("[0-9]{12}") ? IndicatorType.AWS_ACCOUNT : IndicatorType.DOMAIN;
  }
}
