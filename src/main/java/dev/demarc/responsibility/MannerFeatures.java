package dev.demarc.responsibility;

import dev.demarc.responsibility.words.Negation;
import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What tells a report from a question, a denial and mere politeness: the small words that {@link
 * TextFeatures} leaves out, how sentences begin and end, and whether what the vocabulary knows is
 * asserted, supposed or denied.
 */
final class MannerFeatures {

  /** A message says early what it is. */
  private static final int MOST_WORDS = 160;

  private final ReportWords words;
  private final Set<String> wordings = new LinkedHashSet<>();
  private final List<String> shape = new ArrayList<>();
  private int sentences;
  private int asking;
  private int denying;

  private MannerFeatures(ReportWords words) {
    this.words = words;
  }

  static MannerFeatures of(ReportWords words, TextFeatures features) {
    var found = new MannerFeatures(words);
    found.collect();
    found.shape(features);
    return found;
  }

  /** Words and pairs of neighbours in the writer's own words, and how sentences begin. */
  List<String> wordings() {
    return List.copyOf(wordings);
  }

  List<String> shape() {
    return shape;
  }

  private void collect() {
    String before = "^";
    int sentence = -1;
    int seen = 0;
    boolean denies = false;
    for (int word = 0; word < words.count() && seen < MOST_WORDS; word++) {
      if (words.isQuoted(word)) {
        continue;
      }
      seen++;
      if (words.sentence(word) != sentence) {
        denying += denies ? 1 : 0;
        denies = false;
        sentence = words.sentence(word);
        before = "^";
        sentences++;
        asking += words.isQuestion(words.lastOf(word)) ? 1 : 0;
      }
      denies |= Negation.isNegator(words, word);
      var text = textOf(word);
      wordings.add(text);
      wordings.add(before + ' ' + text);
      before = text;
    }
    denying += denies ? 1 : 0;
  }

  private String textOf(int word) {
    var text = words.text.substring(words.start(word), words.end(word)).toLowerCase(Locale.ROOT);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return "#";
      }
    }
    return text.replace('\u2019', '\'');
  }

  private void shape(TextFeatures features) {
    shape.add("asking:" + part(asking));
    shape.add("denying:" + part(denying));
    int asserted = count(features, PhraseMatches.Manner.ASSERTED + ":");
    int supposed = count(features, PhraseMatches.Manner.SUPPOSED + ":");
    int denied = count(features, PhraseMatches.DENIED);
    shape.add("asserted:" + Math.min(6, asserted / 2));
    shape.add("supposed:" + Math.min(3, supposed));
    shape.add("denied:" + Math.min(3, denied));
    shape.add(denied > asserted ? "mostly-denied" : "not-mostly-denied");
  }

  private static int count(TextFeatures features, String how) {
    return (int) features.meanings().stream().filter(m -> m.startsWith(how)).count();
  }

  private String part(int some) {
    return some == 0 ? "none" : 2 * some < sentences ? "some" : some < sentences ? "most" : "all";
  }
}
