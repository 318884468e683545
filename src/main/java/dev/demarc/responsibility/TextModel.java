package dev.demarc.responsibility;

import dev.demarc.responsibility.FeatureBlock.Kind;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.words.Quotation;
import dev.demarc.responsibility.words.ReportWords;
import dev.demarc.shared.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report's words tell of the side and the category, as learned from decided ones: two
 * maximum entropy models over {@link TextFeatures}, and a third of what a message does. It speaks
 * as one voice among the signals. Immutable, thread-safe; the same examples always give the same
 * model.
 */
public final class TextModel {

  private static final String BUILT_IN = "text-model.bin";

  private static final int TOO_FEW = 8;
  private static final int TOO_FEW_KNOWN = 4;

  /** Of a language that it has learned a text has more known words than these. */
  private static final double MOSTLY = 0.4;

  /**
   * A report whose side has been decided.
   *
   * @param service the report's own field; null where it has none
   * @param category null where nobody said; then nothing is learned from it of categories
   */
  public record Example(
      @Nullable String title,
      @Nullable String text,
      @Nullable String service,
      Responsibility side,
      @Nullable Category category) {

    public Example(
        @Nullable String title,
        @Nullable String text,
        @Nullable String service,
        Responsibility side) {
      this(title, text, service, side, null);
    }
  }

  /**
   * What the words of one report say.
   *
   * @param leaning log-odds of each side, the least likely side's at 0; empty where they say
   *     nothing
   * @param sentences the sentence of the report that speaks most for each side
   */
  record Voice(Map<Responsibility, Double> leaning, Map<Responsibility, String> sentences) {
    static final Voice SILENCE = new Voice(Map.of(), Map.of());

    String sentenceFor(Responsibility side) {
      return sentences.getOrDefault(side, "");
    }
  }

  private final String version;

  /** The shipped examples that it has learned from, as a hash; empty where others taught it. */
  private final String taughtBy;

  private final MaximumEntropy sides;
  private final @Nullable MaximumEntropy categories;
  private final @Nullable MaximumEntropy manners;

  TextModel(
      String version,
      String taughtBy,
      MaximumEntropy sides,
      @Nullable MaximumEntropy categories,
      @Nullable MaximumEntropy manners) {
    this.version = version;
    this.taughtBy = taughtBy;
    this.sides = sides;
    this.categories = categories;
    this.manners = manners;
  }

  /** The model that ships with Demarc. */
  public static TextModel builtIn() {
    return BuiltIn.MODEL;
  }

  /** Read once, when it is first asked for. */
  private static final class BuiltIn {
    static final TextModel MODEL = shipped();
  }

  private static TextModel shipped() {
    try (var in = TextModel.class.getResourceAsStream("/" + BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + " is missing from the application: rebuild it");
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException for bytes that {@link #bytes()} did not write
   */
  public static TextModel parse(byte @Nullable [] bytes) {
    return TextModelFile.read(bytes);
  }

  /** The model as it is stored, compressed. */
  public byte[] bytes() {
    return TextModelFile.write(version, taughtBy, Arrays.asList(sides, categories, manners));
  }

  /**
   * Learns from examples of all three sides. Of categories it learns nothing where they name fewer
   * than two.
   *
   * @throws IllegalArgumentException where a side has no example
   */
  public static TextModel train(List<Example> examples, String version) {
    return of(new TextModelTraining(examples, List.of()), version, "");
  }

  /** Learns from all that ships with Demarc, as the built-in model has. */
  static TextModel ofShippedExamples(String version) {
    var training = new TextModelTraining(ShippedExamples.reports(), ShippedExamples.manners());
    return of(training, version, ShippedExamples.hash());
  }

  static TextModel of(TextModelTraining training, String version, String taughtBy) {
    return new TextModel(
        version, taughtBy, training.sides(), training.categories(), training.manners());
  }

  /** What the shipped examples were, as {@link ShippedExamples#hash}, when it learned from them. */
  String taughtBy() {
    return taughtBy;
  }

  /** The same knowledge of categories and manners, with the sides learned from these examples. */
  public TextModel withSides(List<Example> examples, String newVersion) {
    var learned = new TextModelTraining(examples, List.of()).sides();
    return new TextModel(newVersion, "", learned, categories, manners);
  }

  public String version() {
    return version;
  }

  Voice hear(TextFeatures features) {
    var wordings = features.wordings();
    var gains = new LinkedHashMap<String, double[]>();
    wordings.keySet().forEach(name -> gains.put(name, gain(name)));
    gains.values().removeIf(gain -> Arrays.stream(gain).allMatch(g -> g == 0));
    if (wordings.size() < TOO_FEW
        || gains.size() < TOO_FEW_KNOWN
        || stems(gains) < MOSTLY * stems(wordings)) {
      return Voice.SILENCE;
    }
    var odds = sides.leaning(ModelFeatures.ofSide(features));
    var leaning = new EnumMap<Responsibility, Double>(Responsibility.class);
    var telling = new EnumMap<Responsibility, String>(Responsibility.class);
    var sums = sums(features.words(), wordings, gains);
    for (var side : Responsibility.values()) {
      int index = sides.index(side.name());
      leaning.put(side, odds[index]);
      telling.put(side, telling(features.words(), sums, index));
    }
    double least = leaning.values().stream().mapToDouble(d -> d).min().orElse(0);
    leaning.replaceAll((side, odd) -> odd - least);
    return new Voice(leaning, telling);
  }

  /**
   * How likely each category is; empty where it has learned none, or the report says too little.
   */
  Map<Category, Double> categories(TextFeatures features) {
    if (categories == null || features.wordings().size() < TOO_FEW) {
      return Map.of();
    }
    var probabilities = categories.probabilities(ModelFeatures.ofCategory(features));
    var likely = new EnumMap<Category, Double>(Category.class);
    for (int outcome = 0; outcome < categories.outcomes(); outcome++) {
      likely.put(Category.valueOf(categories.outcome(outcome)), probabilities[outcome]);
    }
    return likely;
  }

  /**
   * How likely each kind of message is; empty where it has learned none, and for a log or a mail
   * passed on, where what is quoted is the message.
   */
  Map<MessageKind, Double> kinds(TextFeatures features) {
    var words = features.words();
    if (manners == null || words.count() == 0 || words.isLog() || words.isForward()) {
      return Map.of();
    }
    var probabilities = manners.probabilities(ModelFeatures.ofManner(features));
    var likely = new EnumMap<MessageKind, Double>(MessageKind.class);
    for (int outcome = 0; outcome < manners.outcomes(); outcome++) {
      likely.put(MessageKind.valueOf(manners.outcome(outcome)), probabilities[outcome]);
    }
    return likely;
  }

  private double[] gain(String wording) {
    return sides.gain(TextFeatures.isPair(wording) ? Kind.STEM_PAIRS : Kind.STEMS, wording);
  }

  /** How many are single words; pairs are mostly new, whatever the language. */
  private static long stems(Map<String, ?> wordings) {
    return wordings.keySet().stream().filter(name -> !TextFeatures.isPair(name)).count();
  }

  /** What a sentence says for each outcome, and one of its words. */
  private record Sentence(int word, double[] sums) {}

  private static Collection<Sentence> sums(
      ReportWords words, Map<String, Integer> features, Map<String, double[]> gains) {
    var sentences = new LinkedHashMap<Integer, Sentence>();
    features.forEach(
        (name, word) -> {
          var gain = gains.get(name);
          if (gain == null) {
            return;
          }
          var sums =
              sentences
                  .computeIfAbsent(
                      words.sentence(word), s -> new Sentence(word, new double[gain.length]))
                  .sums();
          for (int outcome = 0; outcome < gain.length; outcome++) {
            sums[outcome] += gain[outcome];
          }
        });
    return sentences.values();
  }

  /** The sentence whose words speak most for an outcome, in sum. */
  private static String telling(ReportWords words, Collection<Sentence> sentences, int outcome) {
    var most =
        sentences.stream()
            .max(Comparator.comparingDouble((Sentence s) -> s.sums()[outcome]))
            .orElseThrow();
    return Quotation.around(words, most.word(), most.word());
  }
}
