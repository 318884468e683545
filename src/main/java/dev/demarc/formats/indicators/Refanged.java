package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;

/** Undoes what reporters do to addresses so that nobody clicks on them. */
public final class Refanged {

  private static final Pattern DOT =
      Pattern.compile(
          "(?i)[ \\t]?(?:\\[\\.\\]|\\(\\.\\)|\\{\\.\\}|\\[dot\\]|\\(dot\\)|\\{dot\\}|\\\\\\.)[ \\t]?");
  private static final Pattern AT =
      Pattern.compile("(?i)[ \\t]?(?:\\[at\\]|\\(at\\)|\\{at\\}|\\[@\\]|\\(@\\))[ \\t]?");
  private static final Pattern COLON = Pattern.compile("\\[:\\]|\\(:\\)");
  private static final Pattern SEPARATOR = Pattern.compile("\\[://\\]|:\\[//\\]|\\[:/\\]/");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(?:h(?:xx|tt|XX|\\*\\*)p(s?))(?:\\[s\\])?(:|__)//");

  private Refanged() {}

  public static String of(String text) {
    var plain = text;
    if (hasAny(plain, "[({\\")) {
      plain = SEPARATOR.matcher(plain).replaceAll("://");
      plain = COLON.matcher(plain).replaceAll(":");
      plain = DOT.matcher(plain).replaceAll(".");
      plain = AT.matcher(plain).replaceAll("@");
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
