package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a report names unclickable where people read it. Values inside Demarc stay as they
 * are.
 */
public final class Defang {

  /**
   * One rewriting.
   *
   * @param marks one of these characters stands in whatever is rewritten: where the text has none,
   *     the slower pattern need not look
   */
  private record Rewriting(Pattern what, String with, String marks) {

    Rewriting(String what, String with, String marks) {
      this(Pattern.compile(what), with, marks);
    }

    String of(String text) {
      return isSeenIn(text) ? what.matcher(text).replaceAll(with) : text;
    }

    /** For what shares a letter with its neighbours, as the dots of ab.cd.ef do. */
    String twice(String text) {
      return of(of(text));
    }

    boolean isSeenIn(String text) {
      for (int i = 0; i < marks.length(); i++) {
        if (text.indexOf(marks.charAt(i)) >= 0) {
          return true;
        }
      }
      return false;
    }
  }

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  private static final Rewriting SCHEME = new Rewriting("(?i)\\b(h)tt(ps?)(:)", "$1xx$2$3", ":");
  private static final Rewriting OTHER_SCHEME =
      new Rewriting("(?i)\\b(ftp|javascript|data)(:)", "$1[$2]", ":");
  private static final Rewriting IPV4 =
      new Rewriting(
          "\\b" + String.join("\\.", OCTET, OCTET, OCTET, OCTET) + "\\b", "$1[.]$2[.]$3[.]$4", ".");
  private static final Rewriting NAME_DOT =
      new Rewriting("([\\pL\\pN-])\\.(\\pL[\\pL\\pN-])", "$1[.]$2", ".");

  /** What looks like a dot, or is read as one in a name (UTS 46), between parts of a name. */
  private static final Rewriting OTHER_DOT =
      new Rewriting(
          "([\\pL\\pN\\pM\\p{So}_-])[\\x{FF0E}\\x{3002}\\x{FF61}\\x{2024}\\x{FE52}](\\pL|\\pN)",
          "$1[.]$2",
          "\uFF0E\u3002\uFF61\u2024\uFE52");

  private static final Rewriting ANY_DOT =
      new Rewriting("([\\pL\\pN\\pM\\p{So}_-])\\.(\\pL[\\pL\\pN\\pM-])", "$1[.]$2", ".");

  /** Some programs make a link of anything that begins so. */
  private static final Rewriting WWW =
      new Rewriting("(?i)\\b(www\\d*|ftp)\\.(\\S)", "$1[.]$2", ".");

  private static final String COLONS = ":\uFF1A\uFE55\uA789";
  private static final Pattern SLASHES =
      Pattern.compile(
          "([\\pL\\pN+.-]*)[:\\x{FF1A}\\x{FE55}\\x{A789}]([/\\\\\\x{FF0F}\\x{2044}\\x{2215}]{2})");
  private static final Rewriting NO_SLASHES =
      new Rewriting(
          "(?i)\\b(mailto|tel|sms|callto|skype|sip|sips|xmpp|magnet|news|file|vbscript|blob|urn|geo"
              + "|facetime|webcal|cid|mid):([^\\s\\]])",
          "$1[:]$2",
          ":");
  private static final Rewriting AT =
      new Rewriting("([^\\s\\[])[@\\x{FF20}\\x{FE6B}]([^\\s\\]])", "$1[@]$2", "@\uFF20\uFE6B");
  private static final Rewriting SHARE =
      new Rewriting("\\\\\\\\([\\pL\\pN])", "[\\\\\\\\]$1", "\\");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{3164}]");

  private Defang() {}

  /**
   * Text that leaves Demarc: no mail program finds a link, a name or an address in it that it would
   * make one of. Of text that is defanged already nothing changes.
   */
  public static String mail(String text) {
    var schemes = SHARE.of(NO_SLASHES.of(withoutSlashedSchemes(visible(text))));
    var dots = text(OTHER_DOT.twice(schemes));
    return AT.twice(WWW.of(ANY_DOT.twice(dots)));
  }

  /** A program may drop what cannot be seen before it looks for links. */
  private static String visible(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    return ascii ? text : INVISIBLE.matcher(text).replaceAll("");
  }

  /** {@code http} and {@code https} become the {@code hxxp} that people know. */
  private static String withoutSlashedSchemes(String text) {
    if (COLONS.chars().noneMatch(colon -> text.indexOf(colon) >= 0)) {
      return text;
    }
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

  /**
   * Free text: schemes, and every dot inside a name or an IPv4 address; numbers stay as they are.
   */
  public static String text(String text) {
    return NAME_DOT.twice(IPV4.of(OTHER_SCHEME.of(SCHEME.of(text))));
  }

  /** One indicator, by its kind. */
  public static @Nullable String indicator(IndicatorType type, String value) {
    return switch (type) {
      case IPV4, DOMAIN, URL -> text(value);
      case EMAIL -> text(value).replace("@", "[@]");
      case IPV6 -> value.replace(":", "[:]");
      default -> value;
    };
  }
}
