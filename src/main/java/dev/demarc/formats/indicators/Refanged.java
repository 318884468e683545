package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;

/** Undoes what reporters do to addresses so that nobody clicks on them. */
public final class Refanged {

  private static final String DOTS = "\\.|dot|punkt|punto|point|ponto|kropka";
  private static final Pattern DOT =
      Pattern.compile(
          "(?i)[ \\t]{0,2}(?:\\[ ?(?:"
              + DOTS
              + ") ?\\]|\\( ?(?:"
              + DOTS
              + ") ?\\)|\\{ ?(?:"
              + DOTS
              + ") ?\\}|\\\\\\.)[ \\t]{0,2}");
  private static final Pattern AT =
      Pattern.compile("(?i)[ \\t]?(?:\\[at\\]|\\(at\\)|\\{at\\}|\\[@\\]|\\(@\\))[ \\t]?");
  private static final Pattern COLON = Pattern.compile("[ \\t]?(?:\\[:\\]|\\(:\\))[ \\t]?");
  private static final Pattern SEPARATOR =
      Pattern.compile("[ \\t]?(?:\\[://\\]|:\\[//\\]|\\[:/\\]/)[ \\t]?");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)\\b(?:h(?:xx|tt|XX|\\*\\*|zz|yy)p|htxp|hxtp)(s?)(?:\\[s\\])?(?: ?: ?|__)// ?");
  private static final Pattern BRACKETED_SCHEME =
      Pattern.compile("(?i)[\\[(](h(?:xx|tt|\\*\\*)ps?)[\\])] ?:");

  private Refanged() {}

  public static String of(String text) {
    var plain = text;
    if (hasAny(plain, "[({\\")) {
      plain = SEPARATOR.matcher(plain).replaceAll("://");
      plain = COLON.matcher(plain).replaceAll(":");
      plain = DOT.matcher(plain).replaceAll(".");
      plain = AT.matcher(plain).replaceAll("@");
      plain = BRACKETED_SCHEME.matcher(plain).replaceAll("$1:");
    }
    return plain.contains("//") ? SCHEME.matcher(plain).replaceAll("http$1://") : plain;
  }

  private static boolean hasAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
