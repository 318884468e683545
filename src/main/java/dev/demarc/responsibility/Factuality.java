package dev.demarc.responsibility;

import dev.demarc.responsibility.words.Negation;
import dev.demarc.responsibility.words.ReportWords;
import java.util.List;

/**
 * What a report says of the truth of each of its words: whether it asserts, supposes or denies
 * them. "We ruled out leaked keys", "the theory of a public bucket is wrong", "could it be that
 * somebody stole our keys?".
 */
final class Factuality {

  private static final byte SUPPOSED = 1;
  private static final byte DENIED = 2;

  /** How far a short negator of another language reaches, in words; twice that in characters. */
  private static final int NEAR = 5;

  private static final int NEAR_WIDE = 12;

  private static final int LONGEST_CLAUSE = 80;
  private static final int SHORT = 9;

  private final ReportWords words;
  private final byte[] factuality;

  Factuality(ReportWords words) {
    this.words = words;
    this.factuality = new byte[words.count()];
    questions();
  }

  /** A question that asks whether something is so; "could you stop it?" asks for something. */
  private void questions() {
    int first = 0;
    while (first < words.count()) {
      int last = words.lastOf(first);
      if (words.isQuestion(last) && (isTitleInDoubt(first, last) || asksWhether(first, last))) {
        mark(first, last, SUPPOSED);
      }
      first = last + 1;
    }
  }

  /** "Route 53 down world-wide?" asks; "Why do you attack us?" and "Can you stop it?" do not. */
  private boolean isTitleInDoubt(int first, int last) {
    return last < words.titleWords()
        && words.count() > words.titleWords()
        && !words.is(
            first,
            "why",
            "how",
            "when",
            "who",
            "can",
            "could",
            "will",
            "would",
            "please",
            "warum",
            "wie",
            "wann",
            "wer",
            "pourquoi",
            "comment",
            "perche",
            "waarom");
  }

  private boolean asksWhether(int first, int last) {
    boolean asks =
        words.is(
            first, "is", "are", "was", "were", "could", "can", "might", "may", "do", "does", "did",
            "has", "have", "had", "would", "should");
    return asks
            && first < last
            && !words.is(
                first + 1,
                "you",
                "somebody",
                "someone",
                "anyone",
                "anybody",
                "we",
                "i",
                "your",
                "they")
        || first < last && words.is(first, "do", "are") && words.is(first + 1, "we", "i");
  }

  /** A cue that denies what follows it in its clause. */
  void deniesAhead(int first, int last) {
    mark(last + 1, clauseEnd(last), strength(first));
  }

  /** A cue that denies what stands before it in its clause. */
  void deniesBehind(int first) {
    mark(clauseStart(first), first - 1, strength(first));
    boolean opens = first > 0 && words.sentence(first - 1) != words.sentence(first);
    if (opens && words.isQuestion(first - 1)) {
      mark(clauseStart(first - 1), first - 1, DENIED);
    }
  }

  /**
   * Words at the end of a sentence that take all of it back ("..., but it was not"), or that answer
   * the question before them ("A public bucket? No.").
   */
  void deniesWhole(int first, int last) {
    if (last != words.lastOf(last)) {
      return;
    }
    int start = first;
    while (start > 0
        && first - start < LONGEST_CLAUSE
        && words.sentence(start - 1) == words.sentence(first)) {
      start--;
    }
    if (start > 0 && words.isQuestion(start - 1) && last - start < SHORT) {
      mark(clauseStart(start - 1), start - 1, DENIED);
    }
    if (first > start && (last > first || words.isAfterComma(first))) {
      mark(start, first - 1, DENIED);
    }
  }

  /** A negator of another language: it denies the few words after it. */
  void deniesNear(int last) {
    int reach = ReportWords.isWide(words.text.charAt(words.start(last))) ? NEAR_WIDE : NEAR;
    int to = last;
    while (to + 1 < words.count()
        && to - last < reach
        && words.sentence(to + 1) == words.sentence(last)
        && !words.isAfterComma(to + 1)) {
      to++;
    }
    mark(last + 1, to, DENIED);
  }

  /** A sentence that names a claim and says that it is wrong. */
  void deniesClaims(List<PhraseMatches.Place> claims, List<PhraseMatches.Place> refutations) {
    int at = 0;
    for (PhraseMatches.Place claim : claims) {
      while (at < refutations.size()
          && words.sentence(refutations.get(at).first()) < words.sentence(claim.first())) {
        at++;
      }
      if (at < refutations.size()
          && words.sentence(refutations.get(at).first()) == words.sentence(claim.first())) {
        mark(clauseStart(claim.first()), clauseEnd(claim.first()), DENIED);
      }
    }
  }

  void supposes(int first) {
    mark(first, clauseEnd(first), SUPPOSED);
  }

  /** "Cannot be ruled out" leaves it open. */
  private byte strength(int cue) {
    return Negation.deniedBefore(words, cue) ? SUPPOSED : DENIED;
  }

  private int clauseEnd(int word) {
    int last = word;
    while (last + 1 < words.count()
        && last - word < LONGEST_CLAUSE
        && words.sentence(last + 1) == words.sentence(word)
        && !turns(last + 1)) {
      last++;
    }
    return last;
  }

  private int clauseStart(int word) {
    int first = word;
    while (first > 0
        && word - first < LONGEST_CLAUSE
        && words.sentence(first - 1) == words.sentence(word)
        && !turns(first - 1)) {
      first--;
    }
    return first;
  }

  /** Where a sentence turns to what holds in spite of what was said. */
  private boolean turns(int word) {
    return words.is(
            word,
            "but",
            "however",
            "though",
            "although",
            "whereas",
            "yet",
            "instead",
            "aber",
            "sondern",
            "jedoch",
            "mais",
            "pero",
            "sino",
            "mas",
            "maar",
            "ale",
            "lecz",
            "\u043d\u043e",
            "men",
            "utan",
            "mutta",
            "hanem",
            "dar",
            "\u03b1\u03bb\u03bb\u03ac",
            "\u0430\u043b\u0435",
            "\u0644\u0643\u0646",
            "\u0648\u0644\u0643\u0646",
            "ama",
            "fakat",
            "nh\u01b0ng",
            "tetapi",
            "tapi")
        || words.is(word, "and")
            && word + 1 < words.count()
            && words.is(word + 1, "we", "it", "they", "then", "found", "there", "i", "now");
  }

  private void mark(int first, int last, byte how) {
    for (int word = Math.max(0, first); word <= last && word < factuality.length; word++) {
      factuality[word] = (byte) Math.max(factuality[word], how);
    }
  }

  /**
   * @param literal whether the phrase that stands there says "not" itself
   */
  boolean denies(int first, int last, boolean literal) {
    return factuality[first] == DENIED
        || !literal && factuality[last] == DENIED
        || Negation.denies(words, first, last, literal);
  }

  /** Whether the text itself, below the title, says "not" somewhere. */
  boolean negatesSomething() {
    for (int word = words.titleWords(); word < factuality.length; word++) {
      if (factuality[word] == DENIED || Negation.isNegator(words, word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the writer's own words say "not" somewhere, the title included. */
  boolean negatesInOwnWords() {
    for (int word = 0; word < factuality.length; word++) {
      if (!words.isQuoted(word)
          && (factuality[word] == DENIED || Negation.isNegator(words, word))) {
        return true;
      }
    }
    return false;
  }

  boolean supposes(int first, int last) {
    return factuality[first] == SUPPOSED || factuality[last] == SUPPOSED;
  }
}
