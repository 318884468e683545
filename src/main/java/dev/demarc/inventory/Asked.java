package dev.demarc.inventory;

import dev.demarc.shared.IndicatorType;
import inet.ipaddr.IPAddressString;
import java.util.Locale;

/** What kind of thing somebody types into the question who holds it. */
final class Asked {

  private Asked() {}

  static IndicatorType typeOf(String value) {
    var address = new IPAddressString(value);
    if (address.isIPv4()) {
      return IndicatorType.IPV4;
    }
    if (address.isIPv6()) {
      return IndicatorType.IPV6;
    }
    if (value.startsWith("arn:")) {
      return IndicatorType.ARN;
    }
    if (value.toLowerCase(Locale.ROOT).startsWith("http")) {
      return IndicatorType.URL;
    }
    return value.matches("[0-9]{12}") ? IndicatorType.AWS_ACCOUNT : IndicatorType.DOMAIN;
  }
}
