package dev.demarc.formats.indicators;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Undoes what reporters do to addresses so that nobody clicks on them. */
public final class Refanged {

  private static final String DOTS =
      "[.,\uFF0E\u2024]|dot|punkt|punto|point|ponto|kropka|te[čc]ka|punct|piste|pont|nokta|точка|ドット|点";
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
          "(?i)\\b(?:h(?:xx|tt|\\*\\*|__|zz|yy)p|htxp|hxtp)(s?)(?:\\[s\\])?(?: ?: ?|__)// ?");
  private static final Pattern BRACKETED_SCHEME =
      Pattern.compile("(?i)[\\[(](h(?:xx|tt|\\*\\*)ps?)[\\])] ?:");

  private static final Pattern SPACED_PATH =
      Pattern.compile("https?://[^\\s/]+(?: [./] [a-zA-Z0-9][^\\s/:]*)+");

  /** {@code evil[.com}, {@code evil.]com}. */
  private static final Pattern HALF = Pattern.compile("([\\w-])(?:\\[ ?\\.|\\. ?\\])(\\w)");

  /** In a link without a colon, or with another mark in its place. */
  private static final Pattern WITHOUT_COLON = Pattern.compile("(?i)\\bh(?:xx|\\*\\*|__)p(s?);?//");

  /** Slashes as JSON and Windows write them. */
  private static final Pattern OTHER_SLASHES =
      Pattern.compile(
          "(?i)\\bh(?:tt|xx|\\*\\*)ps?(?:\\[:\\]|:)(?:\\\\\\\\|\\\\/\\\\/)[^\\s\"'<>]+");

  /** As markup writes a full stop, a colon and a slash. */
  private static final Pattern ENTITY =
      Pattern.compile("(?i)&(?:#0{0,4}(46|58|47)|#x0{0,4}(2e|3a|2f)|(period|colon|sol));");

  /** An address in four numbers with a word, or blanks, between them. */
  private static final Pattern SPELLED =
      Pattern.compile(
          "(?i)\\b(\\d{1,3}) ?(?:dot|punkt|point|punto|ponto|\\.) ?(\\d{1,3}) ?(?:dot|punkt|point|punto|ponto|\\.) ?(\\d{1,3}) ?(?:dot|punkt|point|punto|ponto|\\.) ?(\\d{1,3})\\b");

  private static final List<String> SPELLED_MARKS =
      List.of(" . ", " dot ", " DOT ", " punkt ", " Punkt ", " point ", " punto ", " ponto ");

  /** The same marks by each group of {@link #ENTITY}. */
  private static final List<List<String>> MARKS =
      List.of(
          List.of("46", "58", "47"), List.of("2e", "3a", "2f"), List.of("period", "colon", "sol"));

  private static final Pattern FULL_STOP = Pattern.compile("([\\w-])[\uFF0E\u2024](\\w)");

  /** What the brackets of one of these begin with, with a blank before it or none. */
  private static final String BEGINNINGS = ".,\uFF0E\u2024/:@aAdDhHkKpPtTnNтТド点";

  private Refanged() {}

  /** One of these in any brackets, with a blank on either side or none. */
  private static Pattern bracketed(String marks) {
    return Pattern.compile(
        String.format(
            "(?i)[ \\t]?(?:\\[ ?(?:%1$s) ?\\]|\\( ?(?:%1$s) ?\\)|\\{ ?(?:%1$s) ?\\})[ \\t]?",
            marks));
  }

  public static String of(String text) {
    var plain = withoutOtherMarks(text);
    var inBrackets = startsInBrackets(plain);
    if (hasAny(inBrackets, ":/")) {
      plain = SEPARATOR.matcher(plain).replaceAll("://");
      plain = COLON.matcher(plain).replaceAll(":");
      plain = SLASH.matcher(plain).replaceAll("$1/$2");
    }
    if (hasAny(inBrackets, ".,\uFF0E\u2024dDpPkKtTnNтТド点")) {
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
    boolean spaced = plain.contains(" ://") || plain.contains(":// ") || plain.contains(" : //");
    plain = WITHOUT_COLON.matcher(plain).replaceAll("http$1://");
    plain = SCHEME.matcher(plain).replaceAll("http$1://");
    return spaced ? withoutBlanksInPaths(plain) : plain;
  }

  /** With the marks of links and addresses that stand for themselves written as usual. */
  private static String withoutOtherMarks(String text) {
    var plain = text;
    if (plain.indexOf('\uFF0E') >= 0 || plain.indexOf('\u2024') >= 0) {
      plain = FULL_STOP.matcher(plain).replaceAll("$1.$2");
    }
    if (plain.contains("[.") || plain.contains(".]")) {
      plain = HALF.matcher(plain).replaceAll("$1.$2");
    }
    if (plain.indexOf('&') >= 0) {
      plain = replaced(ENTITY, plain, Refanged::mark);
    }
    if (plain.contains(":\\") || plain.contains("]\\")) {
      plain =
          replaced(
              OTHER_SLASHES, plain, found -> found.group().replace("\\/", "/").replace('\\', '/'));
    }
    boolean spelled = SPELLED_MARKS.stream().anyMatch(plain::contains);
    return spelled ? SPELLED.matcher(plain).replaceAll("$1.$2.$3.$4") : plain;
  }

  private static String mark(Matcher entity) {
    for (int i = 1; i <= MARKS.size(); i++) {
      if (entity.group(i) != null) {
        int at = MARKS.get(i - 1).indexOf(entity.group(i).toLowerCase(Locale.ROOT));
        return String.valueOf(".:/".charAt(at));
      }
    }
    return entity.group();
  }

  private static String replaced(
      Pattern pattern, String text, Function<Matcher, String> replacement) {
    var found = pattern.matcher(text);
    var changed = new StringBuilder(text.length());
    int from = 0;
    while (found.find()) {
      changed.append(text, from, found.start()).append(replacement.apply(found));
      from = found.end();
    }
    return changed.append(text, from, text.length()).toString();
  }

  /** {@code http://a.example / b / c.php}, where blanks stand around all that is a mark. */
  private static String withoutBlanksInPaths(String text) {
    var links = SPACED_PATH.matcher(text);
    var joined = new StringBuffer();
    while (links.find()) {
      links.appendReplacement(
          joined, Matcher.quoteReplacement(links.group().replace(" / ", "/").replace(" . ", ".")));
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
      boolean behindScheme = " :_;pPsS".indexOf(text.charAt(i - 1)) >= 0;
      boolean usual = text.startsWith("http:", i - 5) || text.startsWith("https:", i - 6);
      boolean spaced = i + 2 < text.length() && text.charAt(i + 2) == ' ';
      if (behindScheme && (!usual || spaced)) {
        return true;
      }
    }
    return false;
  }
}
