package dev.demarc.responsibility.words;

/** Whether a report says that something is not so: "the host was not compromised". */
public final class Negation {

  private static final int REACH = 5;

  private Negation() {}

  /**
   * @param literal whether the words themselves say "not", as in "did not check"
   */
  public static boolean denies(ReportWords words, int first, int last, boolean literal) {
    return deniedBefore(words, first)
        || !literal && deniedWithin(words, first, last)
        || deniedAfter(words, last);
  }

  public static boolean isNegator(ReportWords words, int word) {
    return words.is(
            word, "not", "no", "never", "cannot", "none", "nothing", "nobody", "neither", "nor")
        || isContraction(words, word);
  }

  public static boolean deniedBefore(ReportWords words, int first) {
    if (isInserted(words, first)) {
      return true;
    }
    int word = first;
    for (int back = 1; back <= REACH && word > 0; back++) {
      if (words.isAfterComma(word)) {
        return false;
      }
      word--;
      if (words.sentence(word) != words.sentence(first)
          || words.is(word, "but", "however", "although", "because", "and", "which")) {
        return false;
      }
      if (isNegator(words, word, back)) {
        return !words.is(word + 1, "only", "just", "yet", "properly", "correctly", "adequately");
      }
    }
    return false;
  }

  private static boolean isNegator(ReportWords words, int word, int distance) {
    if (words.is(word, "without")) {
      return distance <= 2;
    }
    if (words.is(word, "no", "neither", "nor", "zero", "none", "nobody", "nothing")) {
      return distance <= 4;
    }
    return words.is(word, "not", "never", "cannot") || isContraction(words, word);
  }

  private static boolean isContraction(ReportWords words, int word) {
    int end = words.end(word);
    return end - words.start(word) > 3
        && Character.toLowerCase(words.text.charAt(end - 1)) == 't'
        && (words.text.charAt(end - 2) == '\'' || words.text.charAt(end - 2) == '\u2019');
  }

  /** "is not, and never was, reachable" */
  private static boolean isInserted(ReportWords words, int first) {
    return first > 1
        && words.isAfterComma(first)
        && words.sentence(first - 2) == words.sentence(first)
        && words.is(first - 1, "is", "was", "were", "are", "been", "has", "have", "had", "did")
        && words.is(first - 2, "not", "never");
  }

  private static boolean deniedWithin(ReportWords words, int first, int last) {
    for (int word = first + 1; word < last; word++) {
      if ((words.is(word, "not", "never", "no", "cannot") || isContraction(words, word))
          && !words.is(word + 1, "only")) {
        return true;
      }
    }
    return false;
  }

  private static boolean deniedAfter(ReportWords words, int last) {
    for (int word = last + 1; word < Math.min(last + REACH, words.count() - 1); word++) {
      if (words.sentence(word + 1) != words.sentence(last) || words.isAfterComma(word)) {
        return false;
      }
      if (words.is(word, "ruled") && words.is(word + 1, "out")
          || words.is(word, "not", "never")
              && words.is(
                  word + 1,
                  "found",
                  "confirmed",
                  "observed",
                  "detected",
                  "affected",
                  "involved",
                  "possible",
                  "occurred",
                  "occur",
                  "impacted",
                  "the",
                  "compromised",
                  "breached")) {
        return true;
      }
    }
    return false;
  }
}
