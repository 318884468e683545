package dev.demarc.responsibility;

import dev.demarc.responsibility.words.Negation;
import dev.demarc.responsibility.words.ReportWords;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The writer's own words as they stand, function words among them, how often each and each pair of
 * neighbours stands there, and how many sentences ask or deny. What holds a digit is one word
 * ({@code #}), the beginning of a sentence another ({@code ^}).
 */
final class OwnWords {

  private static final String NUMBER = "#";
  private static final String BEGINNING = "^";

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> neighbours = new HashMap<>();
  private int sentences;
  private int asking;
  private int denying;

  private OwnWords() {}

  /**
   * @param most the words from the start that are looked at
   */
  static OwnWords of(ReportWords report, int most) {
    var own = new OwnWords();
    own.collect(report, Math.min(report.count(), most));
    return own;
  }

  private void collect(ReportWords report, int most) {
    String before = BEGINNING;
    int sentence = -1;
    boolean denies = false;
    for (int word = 0; word < most; word++) {
      if (report.isQuoted(word)) {
        continue;
      }
      if (report.sentence(word) != sentence) {
        denying += denies ? 1 : 0;
        denies = false;
        sentence = report.sentence(word);
        before = count(before, BEGINNING);
        sentences++;
        asking += report.isQuestion(report.lastOf(word)) ? 1 : 0;
      }
      denies |= Negation.isNegator(report, word);
      before = count(before, textOf(report, word));
    }
    denying += denies ? 1 : 0;
  }

  private String count(String before, String word) {
    words.merge(word, 1, Integer::sum);
    neighbours.merge(before + ' ' + word, 1, Integer::sum);
    return word;
  }

  private static String textOf(ReportWords report, int word) {
    var text = report.text.substring(report.start(word), report.end(word)).toLowerCase(Locale.ROOT);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return NUMBER;
      }
    }
    return text.replace('\u2019', '\'');
  }

  Map<String, Integer> words() {
    return words;
  }

  Map<String, Integer> neighbours() {
    return neighbours;
  }

  int sentences() {
    return sentences;
  }

  /** How many sentences ask. */
  int asking() {
    return asking;
  }

  /** How many sentences deny something. */
  int denying() {
    return denying;
  }
}
