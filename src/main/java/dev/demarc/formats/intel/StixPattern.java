package dev.demarc.formats.intel;

import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a STIX pattern (STIX 2.1, section 9) compares with: each {@code path = 'value'} in it,
 * however the comparisons are joined. What it excludes names nobody, nor do expressions that many
 * values fit. Reads each character once and never goes deeper, so the time grows with the length.
 */
final class StixPattern {

  /**
   * @param path such as {@code network-traffic:dst_ref.value}, without the quotes inside
   */
  record Comparison(String path, String value) {}

  private static final int MOST = 1_000;
  private static final int LONGEST = 4_096;
  private static final Set<String> EQUALS = Set.of("=", "==", "IN", "ISSUBSET");

  private final String text;
  private final List<Comparison> found = new ArrayList<>();
  private int at;

  private StixPattern(String text) {
    this.text = text;
  }

  /** The first {@link #MOST}, in the order of the pattern; of a broken one what can be read. */
  static List<Comparison> of(String pattern) {
    var reading = new StixPattern(pattern);
    reading.read();
    return reading.found;
  }

  private void read() {
    while (at < text.length() && found.size() < MOST) {
      if (is('\'')) {
        string();
      } else if (isOfPath()) {
        var path = path();
        if (path.indexOf(':') > 0) {
          comparison(path);
        }
      } else {
        at++;
      }
    }
  }

  private void comparison(String path) {
    var operator = operator();
    boolean negated = operator.equals("NOT");
    var how = negated ? operator() : operator;
    var values = values();
    boolean like = how.equals("LIKE") && values.stream().noneMatch(StixPattern::hasWildcard);
    if (!negated && (like || EQUALS.contains(how))) {
      values.forEach(value -> found.add(new Comparison(path, value)));
    }
  }

  private static boolean hasWildcard(String value) {
    return value.indexOf('%') >= 0 || value.indexOf('_') >= 0;
  }

  private String operator() {
    skipBlanks();
    int start = at;
    boolean sign = !isEnd() && "=!<>".indexOf(text.charAt(at)) >= 0;
    while (!isEnd() && (sign ? "=!<>".indexOf(text.charAt(at)) >= 0 : isLetter())) {
      at++;
    }
    return text.substring(start, Math.min(at, start + LONGEST)).toUpperCase(Locale.ROOT);
  }

  /** One text, or those in brackets; none for numbers, times and the like. */
  private List<String> values() {
    skipBlanks();
    var values = new ArrayList<String>();
    if (is('\'')) {
      values.add(string());
    } else if (is('(')) {
      while (!isEnd() && !is(')')) {
        if (!is('\'')) {
          at++;
        } else if (values.size() < MOST) {
          values.add(string());
        } else {
          string();
        }
      }
    }
    return values;
  }

  /** Names in quotes and places of lists belong to it: {@code file:hashes.'SHA-256'}. */
  private String path() {
    var path = new StringBuilder();
    while (!isEnd()) {
      boolean quoted = is('\'') && path.length() > 0 && path.charAt(path.length() - 1) == '.';
      if (quoted) {
        path.append(Text.cut(string(), LONGEST - path.length()));
      } else if (isOfPath() || is('[') && isPlaceOfList() || is(']') && isInPlaceOfList(path)) {
        path.append(path.length() < LONGEST ? text.substring(at, at + 1) : "");
        at++;
      } else {
        break;
      }
    }
    return path.toString();
  }

  private static boolean isInPlaceOfList(StringBuilder path) {
    return path.lastIndexOf("[") > path.lastIndexOf("]");
  }

  private boolean isPlaceOfList() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return next == '*' || Character.isDigit(next);
  }

  /** From the quotation mark to the next that no backslash escapes; it goes on behind that. */
  private String string() {
    var value = new StringBuilder();
    at++;
    while (!isEnd() && !is('\'')) {
      if (is('\\') && at + 1 < text.length()) {
        at++;
      }
      if (value.length() < LONGEST) {
        value.append(text.charAt(at));
      }
      at++;
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  private void skipBlanks() {
    while (!isEnd() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean isEnd() {
    return at >= text.length();
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean isLetter() {
    return Character.isLetter(text.charAt(at));
  }

  private boolean isOfPath() {
    return Character.isLetterOrDigit(text.charAt(at)) || "_-.:*".indexOf(text.charAt(at)) >= 0;
  }
}
