package dev.demarc.formats.indicators;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Undoes what reporters do to addresses so that nobody clicks on them. */
public final class Refanged {

  private static final String DOTS =
      "\\.|dot|punkt|punto|point|ponto|kropka|te[čc]ka|punct|piste|pont|nokta|точка|ドット|点";
  private static final Pattern DOT =
      Pattern.compile(
          "(?i)[ \\t]{0,2}(?:\\[ ?(?:"
              + DOTS
              + ") ?\\]|\\( ?(?:"
              + DOTS
              + ") ?\\)|\\{ ?(?:"
              + DOTS
              + ") ?\\}|\\\\\\.)[ \\t]{0,2}");
  private static final Pattern AT = bracketed("at|@");
  private static final Pattern COLON = bracketed(":");
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[ \\t]?(?:\\[ ?: ?// ?\\]|\\( ?: ?// ?\\)|\\{ ?: ?// ?\\}|:\\[ ?// ?\\]|\\[:/\\]/)[ \\t]?");

  /** A slash of a path; in words that are no address brackets around it mean something else. */
  private static final Pattern SLASH = Pattern.compile("([\\w-])(?:\\[/\\]|\\(/\\)|\\{/\\})(\\w)");

  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)\\b(?:h(?:xx|tt|XX|\\*\\*|zz|yy)p|htxp|hxtp)(s?)(?:\\[s\\])?(?: ?: ?|__)// ?");
  private static final Pattern BRACKETED_SCHEME =
      Pattern.compile("(?i)[\\[(](h(?:xx|tt|\\*\\*)ps?)[\\])] ?:");

  private static final Pattern SPACED_PATH = Pattern.compile("https?://[^\\s/]+(?: / [^\\s/:]+)+");

  /** What the brackets of one of these begin with, with a blank before it or none. */
  private static final String BEGINNINGS = "./:@aAdDhHkKpPtTnNтТド点";

  private Refanged() {}

  /** One of these in any brackets, with a blank on either side or none. */
  private static Pattern bracketed(String marks) {
    return Pattern.compile(
        String.format(
            "(?i)[ \\t]?(?:\\[ ?(?:%1$s) ?\\]|\\( ?(?:%1$s) ?\\)|\\{ ?(?:%1$s) ?\\})[ \\t]?",
            marks));
  }

  public static String of(String text) {
    var plain = text;
    var inBrackets = startsInBrackets(text);
    if (hasAny(inBrackets, ":/")) {
      plain = SEPARATOR.matcher(plain).replaceAll("://");
      plain = COLON.matcher(plain).replaceAll(":");
      plain = SLASH.matcher(plain).replaceAll("$1/$2");
    }
    if (hasAny(inBrackets, ".dDpPkKtTnNтТド点")) {
      plain = DOT.matcher(plain).replaceAll(".");
    }
    if (hasAny(inBrackets, "@aA")) {
      plain = AT.matcher(plain).replaceAll("@");
    }
    if (hasAny(inBrackets, "hH")) {
      plain = BRACKETED_SCHEME.matcher(plain).replaceAll("$1:");
    }
    if (!hasUnusualScheme(plain)) {
      return plain;
    }
    boolean spaced = plain.contains(" ://") || plain.contains(":// ");
    plain = SCHEME.matcher(plain).replaceAll("http$1://");
    return spaced ? withoutBlanksInPaths(plain) : plain;
  }

  /** {@code http://a.example / b / c.php}, where blanks stand around all that is a mark. */
  private static String withoutBlanksInPaths(String text) {
    var links = SPACED_PATH.matcher(text);
    var joined = new StringBuffer();
    while (links.find()) {
      links.appendReplacement(joined, Matcher.quoteReplacement(links.group().replace(" / ", "/")));
    }
    return links.appendTail(joined).toString();
  }

  /**
   * Which characters come first behind brackets and backslashes. Looking for these is much quicker
   * than any of the patterns, and most brackets stand around something else.
   */
  private static String startsInBrackets(String text) {
    var starts = new StringBuilder();
    for (int i = 0; i + 1 < text.length(); i++) {
      if ("[({\\".indexOf(text.charAt(i)) >= 0) {
        char next = text.charAt(i + 1);
        char first = next == ' ' && i + 2 < text.length() ? text.charAt(i + 2) : next;
        if (starts.indexOf(String.valueOf(first)) < 0 && BEGINNINGS.indexOf(first) >= 0) {
          starts.append(first);
        }
      }
    }
    return starts.toString();
  }

  private static boolean hasAny(String text, String characters) {
    return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
  }

  /** Whether two slashes stand where a scheme could be before them, other than http: or https:. */
  private static boolean hasUnusualScheme(String text) {
    for (int i = text.indexOf("//"); i > 0; i = text.indexOf("//", i + 1)) {
      boolean behindScheme = " :_".indexOf(text.charAt(i - 1)) >= 0;
      boolean usual = text.startsWith("http:", i - 5) || text.startsWith("https:", i - 6);
      boolean spaced = i + 2 < text.length() && text.charAt(i + 2) == ' ';
      if (behindScheme && (!usual || spaced)) {
        return true;
      }
    }
    return false;
  }
}
