package dev.demarc.responsibility;

import dev.demarc.responsibility.FeatureBlock.Kind;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.words.Negation;
import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import opennlp.tools.stemmer.PorterStemmer;
import org.jspecify.annotations.Nullable;

/**
 * What the text models look at, of the writer's own words: the words as they stand and each pair of
 * neighbours; the stems of words that carry meaning, and each pair of these; and the meanings that
 * words have in the vocabulary of {@link Signals}, in any language, each with how it is said
 * (asserted, supposed, quoted, denied). A stem that the report denies is another one than one that
 * it asserts; numbers, addresses and one-letter words have none.
 */
final class TextFeatures {

  /** The words from the start that are looked at: long reports say what they are about early. */
  private static final int MOST_WORDS = 2_000;

  /** Words that show how somebody writes, not what happened. */
  private static final Set<String> STOP =
      Set.copyOf(
          Arrays.asList(
              ("a an the this that these those it its he she his her they them their we our us you"
                      + " your i my me who whom which what when where while how than then there here"
                      + " and or but if so as at by for from in into of off on onto out over under to"
                      + " up with about after before between during since through until upon within is"
                      + " are was were be been being am has have had having do does did doing done"
                      + " will would shall should can could may might must also just only very too"
                      + " more most much many some any each every all both few other another such same"
                      + " own one two three first second last new yes ok per via etc again now today"
                      + " yesterday week month year day hour minute time january february march april"
                      + " may june july august september october november december monday tuesday"
                      + " wednesday thursday friday saturday sunday dear hello hi regards thanks thank"
                      + " please kind best wrote jan feb mar apr jun jul aug sep sept oct nov dec mon"
                      + " tue wed thu fri sat sun not no nor never none nobody nothing cannot without"
                      + " don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't"
                      + " wouldn't because however although though yet still already always often"
                      + " perhaps maybe really quite even like unlike whether instead rather therefore"
                      + " thus hence itself himself themselves myself ourselves yourself someone"
                      + " somebody anyone anybody everyone everybody something anything everything"
                      + " where why within across among along around near inc ltd gmbh llc plc corp mr"
                      + " mrs ms dr sir madam re fw fwd aw wg say says said tell tells told ask asks"
                      + " asked write writes writing written got get gets go goes went come comes came"
                      + " make makes made take takes took know knows known think hope hopes wish see"
                      + " seen look looks looked let lets name names called well good morning"
                      + " afternoon evening kindly grateful appreciate appreciated attention"
                      + " assistance cooperation convenience hesitate further forward hearing behalf"
                      + " regard regarding concern concerns matter inform informed information message"
                      + " letter mail contact prompt advance apologise apologies sincerely faithfully"
                      + " yours cheers love team colleague colleagues partner partners")
                  .split(" +")));

  private final ReportWords words;
  private final Map<String, Integer> wordings = new LinkedHashMap<>();
  private final List<String> meanings = new ArrayList<>();
  private final Map<Kind, FeatureBlock> blocks = new EnumMap<>(Kind.class);

  private TextFeatures(ReportWords words) {
    this.words = words;
  }

  /**
   * @param field the service that the report's own field names; null where it names none
   */
  static TextFeatures of(
      ReportWords words, PhraseMatches hits, Signals signals, @Nullable ServiceRow field) {
    var found = new TextFeatures(words);
    found.collect();
    found.meanings.addAll(hits.said(signals));
    if (field != null) {
      found.meanings.add("field:" + field.name());
      found.meanings.add("class:" + field.serviceClass());
    }
    found.count();
    return found;
  }

  ReportWords words() {
    return words;
  }

  /** Stems and pairs of them, each with the number of the word where it first stands. */
  Map<String, Integer> wordings() {
    return wordings;
  }

  /** What the report says in terms of the vocabulary, and the service it names. */
  List<String> meanings() {
    return meanings;
  }

  /** Whether the report denies anything that the vocabulary knows. */
  boolean deny() {
    return meanings.stream().anyMatch(m -> m.startsWith(PhraseMatches.DENIED));
  }

  static boolean isPair(String wording) {
    return wording.indexOf(' ') >= 0;
  }

  /** Of each of the kinds that a model looks at one block. */
  List<FeatureBlock> blocks(Kind... kinds) {
    return Arrays.stream(kinds).map(blocks::get).toList();
  }

  private void count() {
    var own = OwnWords.of(words, MOST_WORDS);
    var stems = wordings.keySet().stream().filter(wording -> !isPair(wording)).toList();
    var pairs = wordings.keySet().stream().filter(TextFeatures::isPair).toList();
    blocks.put(Kind.WORDS, Kind.WORDS.of(own.words()));
    blocks.put(Kind.NEIGHBOURS, Kind.NEIGHBOURS.of(own.neighbours()));
    blocks.put(Kind.STEMS, Kind.STEMS.of(stems));
    blocks.put(Kind.STEM_PAIRS, Kind.STEM_PAIRS.of(pairs));
    blocks.put(Kind.MEANINGS, Kind.MEANINGS.of(new LinkedHashSet<>(meanings)));
    blocks.put(Kind.SHAPE, Kind.SHAPE.of(MessageShape.of(own, meanings)));
  }

  private void collect() {
    var stemmer = new PorterStemmer();
    String before = null;
    int first = 0;
    int sentenceBefore = -1;
    int most = Math.min(words.count(), MOST_WORDS);
    for (int word = 0; word < most; word++) {
      var stem = words.isQuoted(word) ? null : stem(word, stemmer);
      if (stem != null) {
        wordings.putIfAbsent(stem, word);
        if (before != null && sentenceBefore == words.sentence(word)) {
          wordings.putIfAbsent(before + ' ' + stem, first);
        }
      }
      if (stem != null) {
        before = stem;
        first = word;
        sentenceBefore = words.sentence(word);
      }
    }
  }

  private @Nullable String stem(int word, PorterStemmer stemmer) {
    int length = words.end(word) - words.start(word);
    if (length < 2 || length > 30) {
      return null;
    }
    var text = words.text.substring(words.start(word), words.end(word)).toLowerCase(Locale.ROOT);
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return null;
      }
    }
    if (STOP.contains(text)) {
      return null;
    }
    var stem = stemmer.stem(text);
    return Negation.denies(words, word, word, false) ? "not:" + stem : stem;
  }
}
