package dev.demarc.shared;

import com.google.re2j.Pattern;

/**
 * Makes what a report names unclickable where people read it. Values inside Demarc stay as they
 * are.
 */
public final class Defang {

  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(h)tt(ps?)(:)");
  private static final Pattern OTHER_SCHEME = Pattern.compile("(?i)\\b(ftp|javascript|data)(:)");
  private static final Pattern DOT = Pattern.compile("([\\pL\\pN-])\\.([\\pL\\pN])");

  private Defang() {}

  /** Free text: schemes and every dot inside a name or address. */
  public static String text(String text) {
    var schemes = SCHEME.matcher(text).replaceAll("$1xx$2$3");
    var others = OTHER_SCHEME.matcher(schemes).replaceAll("$1[$2]");
    // twice, as a.b.c shares letters between its dots
    var once = DOT.matcher(others).replaceAll("$1[.]$2");
    return DOT.matcher(once).replaceAll("$1[.]$2");
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
