package dev.demarc.shared;

import com.google.re2j.Pattern;

/**
 * Makes what a report names unclickable where people read it. Values inside Demarc stay as they
 * are.
 */
public final class Defang {

  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(h)tt(ps?)(:)");
  private static final Pattern OTHER_SCHEME = Pattern.compile("(?i)\\b(ftp|javascript|data)(:)");
  private static final Pattern NAME_DOT = Pattern.compile("([\\pL\\pN-])\\.(\\pL[\\pL\\pN-])");
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 =
      Pattern.compile("\\b" + String.join("\\.", OCTET, OCTET, OCTET, OCTET) + "\\b");

  private Defang() {}

  /**
   * Free text: schemes, and every dot inside a name or an IPv4 address; numbers stay as they are.
   */
  public static String text(String text) {
    var schemes = SCHEME.matcher(text).replaceAll("$1xx$2$3");
    var others = OTHER_SCHEME.matcher(schemes).replaceAll("$1[$2]");
    var addresses = IPV4.matcher(others).replaceAll("$1[.]$2[.]$3[.]$4");
    // twice, as ab.cd.ef shares letters between its dots
    var once = NAME_DOT.matcher(addresses).replaceAll("$1[.]$2");
    return NAME_DOT.matcher(once).replaceAll("$1[.]$2");
  }

  /** One indicator, by its kind. */
  public static String indicator(IndicatorType type, String value) {
    return switch (type) {
      case IPV4, DOMAIN, URL -> text(value);
      case EMAIL -> text(value).replace("@", "[@]");
      case IPV6 -> value.replace(":", "[:]");
      default -> value;
    };
  }
}
