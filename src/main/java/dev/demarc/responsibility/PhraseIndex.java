package dev.demarc.responsibility;

import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Finds many phrases in a text at once. Words are looked up in a trie of characters, sequences of
 * words in a trie of words, so that the time depends on the length of the text and hardly on the
 * number of phrases.
 *
 * <p>A phrase is words with spaces between. {@code leak*} is any word that starts so, {@code
 * key|keys} either of them, and {@code ~} up to three words that do not matter.
 */
final class PhraseIndex {

  /**
   * Called for each phrase found: what it stands for, its first and last word, and whether the
   * phrase says "not" itself.
   */
  public interface Found {
    void at(int meaning, int firstWord, int lastWord, boolean negative);
  }

  private static final int GAP = 3;
  private static final Set<String> NEGATIVE =
      Set.of(
          "not",
          "no",
          "never",
          "without",
          "cannot",
          "nicht",
          "nie",
          "pas",
          "jamais",
          "nunca",
          "n\u00e3o",
          "niet",
          "geen",
          "nen\u00ed",
          "ne",
          "non",
          "\u043d\u0435",
          "\u043d\u0435\u0442",
          "inte",
          "aldrig",
          "ikke",
          "aldri",
          "ei",
          "emme",
          "koskaan",
          "nem",
          "soha",
          "sosem",
          "nu",
          "niciodat\u0103",
          "\u03b4\u03b5\u03bd",
          "\u03c0\u03bf\u03c4\u03ad",
          "\u043d\u0456\u043a\u043e\u043b\u0438",
          "\u0644\u0645",
          "\u0648\u0644\u0645",
          "\u0644\u0627",
          "\u0648\u0644\u0627",
          "\u063a\u064a\u0631",
          "de\u011fil",
          "kh\u00f4ng",
          "ch\u01b0a",
          "tidak",
          "belum");
  private static final List<String> NEGATIVE_PARTS =
      List.of("n't", "\u6ca1", "\u672a", "\u4e0d", "\u65e0", "\u306a\u3044", "\u307e\u305b\u3093");
  private final WordTrie known = new WordTrie();
  private final List<Step> steps = new ArrayList<>(List.of(new Step()));

  /** A place in the trie of words. */
  private static final class Step {
    int[] atoms = {};
    int[] next = {};
    int afterGap;
    int[] meanings = {};
    boolean negative;

    int on(int atom) {
      int at = Arrays.binarySearch(atoms, atom);
      return at < 0 ? 0 : next[at];
    }
  }

  void add(String phrase, int meaning) {
    var ends = new int[] {0};
    boolean negative = NEGATIVE_PARTS.stream().anyMatch(phrase::contains);
    for (String word : words(phrase)) {
      var alternatives = alternatives(word);
      ends = word.equals("~") ? afterGaps(ends) : after(ends, atoms(alternatives));
      negative |= alternatives.stream().anyMatch(PhraseIndex::isNegative);
    }
    for (int end : ends) {
      var step = steps.get(end);
      step.meanings = with(step.meanings, meaning);
      step.negative |= negative;
    }
  }

  private static boolean isNegative(String word) {
    var plain = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
    return NEGATIVE.contains(plain) || plain.startsWith("kein");
  }

  /** As {@link ReportWords} cuts them: what is written without spaces, character by character. */
  private static List<String> words(String phrase) {
    var words = new ArrayList<String>();
    var parts = new StringTokenizer(phrase.toLowerCase(Locale.ROOT), " \t\r\n_/-");
    while (parts.hasMoreTokens()) {
      String word = parts.nextToken();
      if (ReportWords.isWide(word.charAt(0))) {
        word.chars().forEach(c -> words.add(String.valueOf((char) c)));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> alternatives(String word) {
    if (word.indexOf('|') < 0) {
      return List.of(word);
    }
    var alternatives = new ArrayList<String>();
    var parts = new StringTokenizer(word, "|");
    while (parts.hasMoreTokens()) {
      alternatives.add(parts.nextToken());
    }
    return alternatives;
  }

  private int[] afterGaps(int[] from) {
    var ends = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      var step = steps.get(from[i]);
      if (step.afterGap == 0) {
        step.afterGap = newStep();
      }
      ends[i] = step.afterGap;
    }
    return ends;
  }

  private int[] after(int[] from, int[] atoms) {
    var ends = new int[from.length * atoms.length];
    int size = 0;
    for (int start : from) {
      for (int atom : atoms) {
        ends[size++] = child(start, atom);
      }
    }
    return ends;
  }

  private int[] atoms(List<String> alternatives) {
    return alternatives.stream()
        .mapToInt(a -> known.add(a.endsWith("'") ? trim(a) : a))
        .distinct()
        .toArray();
  }

  private static String trim(String word) {
    return word.substring(0, word.length() - 1);
  }

  private int child(int from, int atom) {
    var step = steps.get(from);
    int known = step.on(atom);
    if (known != 0) {
      return known;
    }
    int made = newStep();
    int at = -1 - Arrays.binarySearch(step.atoms, atom);
    step.atoms = insert(step.atoms, at, atom);
    step.next = insert(step.next, at, made);
    return made;
  }

  private int newStep() {
    steps.add(new Step());
    return steps.size() - 1;
  }

  /** Reports every phrase that the words hold, in the order of the text. */
  void scan(ReportWords words, Found found) {
    int count = words.count();
    var atomsFrom = new int[count + 1];
    var all = new int[Math.max(16, count / 2)];
    int size = 0;
    for (int word = 0; word < count; word++) {
      atomsFrom[word] = size;
      int node = 0;
      int end = words.end(word);
      for (int at = words.start(word); at < end; at++) {
        node = known.next(node, words.text.charAt(at));
        if (node == 0) {
          break;
        }
        if (size + 2 >= all.length) {
          all = Arrays.copyOf(all, all.length * 2);
        }
        if (known.beginning(node) != 0) {
          all[size++] = known.beginning(node);
        }
        if (at + 1 == end && known.whole(node) != 0) {
          all[size++] = known.whole(node);
        }
      }
    }
    atomsFrom[count] = size;
    var walk = new Walk(words, atomsFrom, all, found);
    for (int word = 0; word < count; word++) {
      walk.from(word);
    }
  }

  private final class Walk {
    private final ReportWords words;
    private final int[] atomsFrom;
    private final int[] atoms;
    private final Found found;
    private int first;

    Walk(ReportWords words, int[] atomsFrom, int[] atoms, Found found) {
      this.words = words;
      this.atomsFrom = atomsFrom;
      this.atoms = atoms;
      this.found = found;
    }

    void from(int word) {
      first = word;
      read(steps.get(0), word);
    }

    private void read(Step step, int word) {
      for (int i = atomsFrom[word]; i < atomsFrom[word + 1]; i++) {
        int next = step.on(atoms[i]);
        if (next != 0) {
          arrive(steps.get(next), word);
        }
      }
    }

    private void arrive(Step step, int word) {
      for (int meaning : step.meanings) {
        found.at(meaning, first, word, step.negative);
      }
      if (step.atoms.length > 0 && inSentence(word + 1)) {
        read(step, word + 1);
      }
      if (step.afterGap != 0) {
        var after = steps.get(step.afterGap);
        for (int skip = 0; skip <= GAP && inSentence(word + 1 + skip); skip++) {
          read(after, word + 1 + skip);
        }
      }
    }

    private boolean inSentence(int word) {
      return word < words.count() && words.sentence(word) == words.sentence(first);
    }
  }

  private static int[] with(int[] values, int value) {
    for (int known : values) {
      if (known == value) {
        return values;
      }
    }
    return insert(values, values.length, value);
  }

  private static int[] insert(int[] values, int at, int value) {
    var longer = new int[values.length + 1];
    System.arraycopy(values, 0, longer, 0, at);
    longer[at] = value;
    System.arraycopy(values, at, longer, at + 1, values.length - at);
    return longer;
  }
}
