package dev.demarc.formats.indicators;

/**
 * Where the sentence and the line around a place begin and end, looked for no farther than needed.
 */
final class Sentences {

  private static final int BACK = 260;
  private static final int ON = 200;
  private static final int LONGEST_LINE = 400;

  /** A line that goes on in the next is about as long as mail programs make them. */
  private static final int WRAPPED = 48;

  private static final String ENDS = ".!?";
  private static final String WIDE_ENDS = "\u3002\uFF01\uFF1F\u061F\u0964\u0589";

  private final String text;

  Sentences(String text) {
    this.text = text;
  }

  /** No farther back than a line that anybody reads. */
  int lineStart(int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) != '\n' && at - start < LONGEST_LINE) {
      start--;
    }
    return start;
  }

  int startOf(int at) {
    int lowest = Math.max(0, at - BACK);
    int i = at;
    while (i > lowest) {
      char c = text.charAt(i - 1);
      if (WIDE_ENDS.indexOf(c) >= 0 || c == '\n' && !isWrap(i - 1) || isEnd(i - 1)) {
        return i;
      }
      i--;
    }
    return i;
  }

  int endOf(int at) {
    int highest = Math.min(text.length(), at + ON);
    int i = at;
    while (i < highest) {
      char c = text.charAt(i);
      if (WIDE_ENDS.indexOf(c) >= 0 || c == '\n' && !isWrap(i) || isEnd(i)) {
        return i;
      }
      i++;
    }
    return i;
  }

  /** A full stop with a blank behind it, and not that of a number or an abbreviation. */
  private boolean isEnd(int at) {
    if (ENDS.indexOf(text.charAt(at)) < 0
        || at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))) {
      return false;
    }
    boolean initial = at < 2 || !Character.isLetterOrDigit(text.charAt(at - 2));
    return text.charAt(at) != '.' || !initial || at == 0 || !isLetter(at - 1);
  }

  private boolean isLetter(int at) {
    return Character.isLetter(text.charAt(at)) && text.charAt(at) < 0x2E80;
  }

  /** The line before is long and does not end a sentence, and the next one is not empty. */
  private boolean isWrap(int newline) {
    int next = newline + 1;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '>')) {
      next++;
    }
    if (next >= text.length() || text.charAt(next) == '\n' || text.charAt(next) == '\r') {
      return false;
    }
    int end = newline > 0 && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
    boolean open = end > 0 && ":.!?".indexOf(text.charAt(end - 1)) < 0;
    return open && newline - lineStart(newline) >= WRAPPED;
  }
}
