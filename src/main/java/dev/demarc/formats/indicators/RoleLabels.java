package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The label in front of a value, {@code Label: value} or {@code label=value}. */
final class RoleLabels {

  private static final int LONGEST = 60;
  private static final String OPENING = " \t\"'<([{*_`";
  private static final String SEPARATORS = ",;|\t([{=\"";

  /** An attribute, or a declaration, of the markup that a report is written in. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?i)(?:\\bxmlns(?::[\\w.-]+)?|schemalocation|\\bxsi:[\\w.-]+|\\$schema\"?|\"\\$id\")"
              + "\\s*[=:]\\s*[\"'][^\"'<>]*$|<!doctype[^>]*$|<\\?xml[^>]*$");

  private static final Pattern ELEMENT =
      Pattern.compile("<(?:[\\w.-]{1,30}:)?([A-Za-z][\\w.-]{1,40})(?:\\s[^<>]*)?>");

  private static final Pattern CAMEL = Pattern.compile("([a-z])([A-Z])");

  private static final Set<String> OF_DOCUMENTS =
      Set.of("link", "source", "script", "address", "page", "file", "location", "site", "resource");

  private static final Set<String> OF_CLIENTS =
      Set.of(
          ("client,our client,on behalf of,im auftrag von,mandant,mandantin,auftraggeber,kunde,klant"
                  + ",namens,opdrachtgever,pour le compte de,au nom de,en nombre de,mandante"
                  + ",em nome de,per conto di,assistito,klient,w imieniu,jménem,клиент,от имени"
                  + ",rights holder,rights owner,rechteinhaber,titular,titulaire,titolare,依頼者,客户,委托方")
              .split(","));

  private static final Set<String> OF_HOME_PAGES =
      Set.of("web", "www", "website", "web site", "homepage", "home page", "site", "internet", "w");

  private static final Pattern DKIM = Pattern.compile("(?i)dkim-signature:[^<>]*[\\s;]d=$");

  private static final int MARKUP_BEFORE = 300;

  private static final Map<String, Role> KNOWN = read();

  private RoleLabels() {}

  private static Map<String, Role> read() {
    var known = new HashMap<String, Role>();
    CuePhrases.lines(
        "role-labels.txt",
        (role, label) ->
            known.putIfAbsent(
                label,
                switch (role) {
                  case "own" -> Role.FURNITURE;
                  case "sender" -> Role.REPORTER;
                  default -> Role.valueOf(role.toUpperCase(Locale.ROOT));
                }));
    return known;
  }

  /** What such a label says; null where it is not known. */
  static @Nullable Role role(String label) {
    return KNOWN.get(words(label));
  }

  /** Where the label stands; the end is that of its words. */
  record Label(int start, int end, @Nullable Role role) {}

  /** Null where no label stands directly before. */
  static @Nullable Label before(String text, int lineStart, int start) {
    int end = start;
    while (end > lineStart && OPENING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end - 2 > lineStart && (text.startsWith(":-", end - 2) || text.startsWith(":=", end - 2))) {
      end--;
    }
    boolean led = end - 3 > lineStart && text.startsWith("...", end - 3);
    if (end <= lineStart || !led && ":=\uFF1A".indexOf(text.charAt(end - 1)) < 0) {
      return null;
    }
    boolean attribute = text.charAt(end - 1) == '=';
    int to = led ? end : end - 1;
    while (to > lineStart
        && (OPENING.indexOf(text.charAt(to - 1)) >= 0 || text.startsWith("..", to - 2))) {
      to--;
    }
    int from = to;
    while (from > lineStart && to - from <= LONGEST && !isBreak(text, from - 1, attribute)) {
      from--;
    }
    if (to - from > LONGEST || from == to) {
      return null;
    }
    return new Label(from, to, KNOWN.get(words(text.substring(from, to))));
  }

  /**
   * The element that begins directly before, {@code <n:Infected>}, in markup that a text shows;
   * null where its name says nothing. Names that any document has for its parts are none.
   */
  static @Nullable Label element(String text, int lineStart, int start) {
    int end = start;
    while (end > lineStart && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end <= lineStart || text.charAt(end - 1) != '>') {
      return null;
    }
    int from = text.lastIndexOf('<', end - 2);
    if (from < lineStart || end - from > LONGEST) {
      return null;
    }
    var element = ELEMENT.matcher(text.substring(from, end));
    if (!element.matches()) {
      return null;
    }
    var name = CAMEL.matcher(element.group(1)).replaceAll("$1 $2").replace('_', ' ');
    var role = OF_DOCUMENTS.contains(name.toLowerCase(Locale.ROOT)) ? null : role(name);
    return role == null ? null : new Label(from, end, role);
  }

  /**
   * The first cell of a row whose second begins here, apart by a tab or a bar; null where its words
   * are no label that is known.
   */
  static @Nullable Label firstCell(String text, int lineStart, int start) {
    int end = start;
    while (end > lineStart && OPENING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean tab = text.substring(end, start).indexOf('\t') >= 0;
    if (!tab && (end <= lineStart || text.charAt(end - 1) != '|')) {
      return null;
    }
    int from = lineStart;
    while (from < end && "|> \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    var words = text.substring(from, Math.max(from, tab ? end : end - 1)).strip();
    boolean one = !words.isEmpty() && words.length() <= LONGEST && words.indexOf('|') < 0;
    var role = one && words.indexOf('\t') < 0 ? role(words) : null;
    return role == null ? null : new Label(from, from + words.length(), role);
  }

  /** {@code Client: bank.example}: for whom the report is written, where it names no address. */
  static boolean isOfClient(String text, Label label) {
    return OF_CLIENTS.contains(words(text.substring(label.start(), label.end())));
  }

  /** {@code Web: ...}, as signatures have it. */
  static boolean isOfHomePage(String text, Label label) {
    return OF_HOME_PAGES.contains(words(text.substring(label.start(), label.end())));
  }

  private static boolean isBreak(String text, int at, boolean attribute) {
    char c = text.charAt(at);
    boolean space = Character.isWhitespace(c);
    return SEPARATORS.indexOf(c) >= 0
        || attribute && (space || c == '<')
        || space && at > 0 && Character.isWhitespace(text.charAt(at - 1))
        || space && at > 0 && ".!?".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** Lower-case, without marks around it, one blank between words. */
  private static String words(String label) {
    int from = 0;
    while (from < label.length() && !Character.isLetter(label.codePointAt(from))) {
      from++;
    }
    int to = label.length();
    while (to > from && isMark(label.charAt(to - 1))) {
      to--;
    }
    var words = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      boolean space = Character.isWhitespace(label.charAt(i));
      if (!space || words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
        words.append(space ? ' ' : label.charAt(i));
      }
    }
    return words.toString().toLowerCase(Locale.ROOT).strip();
  }

  private static boolean isMark(char c) {
    return Character.isWhitespace(c) || "*_>.\u00B7\u2026\u2013-".indexOf(c) >= 0;
  }

  /** The domain that vouches for a mail whose header is quoted, RFC 6376 section 3.5. */
  static boolean isDkimDomain(String text, int start) {
    return text.startsWith("d=", start - 2)
        && DKIM.matcher(text.substring(Math.max(0, start - MARKUP_BEFORE), start)).find();
  }

  static boolean isMarkup(String text, int start) {
    return MARKUP.matcher(text.substring(Math.max(0, start - MARKUP_BEFORE), start)).find();
  }

  static StatedRole said(Role role) {
    return new StatedRole(role, Basis.LABEL);
  }
}
