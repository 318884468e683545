package dev.demarc.responsibility.words;

/** Quotes a sentence of a report so that it fits into a reason. */
public final class Quotation {

  /** The most characters of a reason's evidence. */
  static final int MOST = 200;

  private static final int WORDS_SHOWN = 40;
  private static final String CUT = "\u2026";

  private Quotation() {}

  /**
   * The words from first to last; where they are too long, as many as fit around what matters.
   *
   * @param from the first word that matters
   * @param to the last word that matters
   */
  private static String of(ReportWords words, int first, int last, int from, int to) {
    int begin = first;
    int end = last;
    while (words.end(end) - words.start(begin) > MOST - 2 && (begin < from || end > to)) {
      if (begin < from && (from - begin >= end - to || end == to)) {
        begin++;
      } else {
        end--;
      }
    }
    String quoted =
        (begin > first ? CUT : "") + words.between(begin, end) + (end < last ? CUT : "");
    return shortened(quoted);
  }

  /** The sentence that a place stands in. */
  public static String around(ReportWords words, int from, int to) {
    int first = from;
    while (first > 0
        && words.sentence(first - 1) == words.sentence(from)
        && from - first < WORDS_SHOWN) {
      first--;
    }
    int last = to;
    while (last + 1 < words.count()
        && words.sentence(last + 1) == words.sentence(to)
        && last - to < WORDS_SHOWN) {
      last++;
    }
    return of(words, first, last, from, to);
  }

  public static String shortened(String text) {
    String line = text.strip();
    return line.length() <= MOST ? line : line.substring(0, MOST - 1) + CUT;
  }
}
