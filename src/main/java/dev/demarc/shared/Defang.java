package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** What looks like a dot, or is read as one in a name (UTS 46), between parts of a name. */
  private static final Pattern OTHER_DOT =
      Pattern.compile(
          "([\\pL\\pN\\pM\\p{So}_-])[\\x{FF0E}\\x{3002}\\x{FF61}\\x{2024}\\x{FE52}](\\pL|\\pN)");

  private static final Pattern ANY_DOT =
      Pattern.compile("([\\pL\\pN\\pM\\p{So}_-])\\.(\\pL[\\pL\\pN\\pM-])");

  /** Some programs make a link of anything that begins so. */
  private static final Pattern WWW = Pattern.compile("(?i)\\b(www\\d*|ftp)\\.(\\S)");

  private static final Pattern SLASHES =
      Pattern.compile(
          "([\\pL\\pN+.-]*)[:\\x{FF1A}\\x{FE55}\\x{A789}]([/\\\\\\x{FF0F}\\x{2044}\\x{2215}]{2})");
  private static final Pattern NO_SLASHES =
      Pattern.compile(
          "(?i)\\b(mailto|tel|sms|callto|skype|sip|sips|xmpp|magnet|news|file|vbscript|blob|urn|geo"
              + "|facetime|webcal|cid|mid):([^\\s\\]])");
  private static final Pattern AT = Pattern.compile("([^\\s\\[])[@\\x{FF20}\\x{FE6B}]([^\\s\\]])");
  private static final Pattern SHARE = Pattern.compile("\\\\\\\\([\\pL\\pN])");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{3164}]");

  private Defang() {}

  /**
   * Text that leaves Demarc: no mail program finds a link, a name or an address in it that it would
   * make one of. Of text that is defanged already nothing changes.
   */
  public static String mail(@Nullable String text) {
    // a program may drop what cannot be seen before it looks for links
    var visible = INVISIBLE.matcher(text).replaceAll("");
    var schemes = withoutSlashedSchemes(visible);
    schemes = NO_SLASHES.matcher(schemes).replaceAll("$1[:]$2");
    schemes = SHARE.matcher(schemes).replaceAll("[\\\\\\\\]$1");
    var dots = twice(OTHER_DOT, schemes, "$1[.]$2");
    dots = WWW.matcher(twice(ANY_DOT, text(dots), "$1[.]$2")).replaceAll("$1[.]$2");
    return twice(AT, dots, "$1[@]$2");
  }

  /** {@code http} and {@code https} become the {@code hxxp} that people know. */
  private static String withoutSlashedSchemes(String text) {
    var found = SLASHES.matcher(text);
    var out = new StringBuilder();
    int end = 0;
    while (found.find()) {
      var scheme = found.group(1).toLowerCase(Locale.ROOT);
      out.append(text, end, found.start());
      boolean known = scheme.matches("h(tt|xx)ps?");
      out.append(
          known ? scheme.replace("tt", "xx") + "://" : found.group(1) + "[:]" + found.group(2));
      end = found.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  /** Neighbours share a letter. */
  private static String twice(Pattern what, String text, String with) {
    return what.matcher(what.matcher(text).replaceAll(with)).replaceAll(with);
  }

  /**
   * Free text: schemes, and every dot inside a name or an IPv4 address; numbers stay as they are.
   */
  public static String text(@Nullable String text) {
    var schemes = SCHEME.matcher(text).replaceAll("$1xx$2$3");
    var others = OTHER_SCHEME.matcher(schemes).replaceAll("$1[$2]");
    var addresses = IPV4.matcher(others).replaceAll("$1[.]$2[.]$3[.]$4");
    // twice, as ab.cd.ef shares letters between its dots
    var once = NAME_DOT.matcher(addresses).replaceAll("$1[.]$2");
    return NAME_DOT.matcher(once).replaceAll("$1[.]$2");
  }

  /** One indicator, by its kind. */
  public static @Nullable String indicator(IndicatorType type, @Nullable String value) {
    return switch (type) {
      case IPV4, DOMAIN, URL -> text(value);
      case EMAIL -> text(value).replace("@", "[@]");
      case IPV6 -> value.replace(":", "[:]");
      default -> value;
    };
  }
}
