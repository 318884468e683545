package dev.demarc.responsibility;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.model.GenericModelSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a report tell of the side, as learned from decided ones: a maximum entropy
 * model over {@link TextFeatures}. It speaks as one voice among the signals. Immutable,
 * thread-safe; the same examples always give the same model.
 */
public final class TextModel {

  private static final String BUILT_IN = "text-model.bin";
  private static final List<String> SEEDS =
      List.of("examples/flaws.jsonl", "examples/breaches.jsonl", "examples/everyday.jsonl");
  private static final String NOTHING = "\u0000";
  private static final double L2_COST = 1.0;
  private static final int ITERATIONS = 100;
  private static final int CUTOFF = 2;
  private static final double SCALE = 5;
  private static final int FEW = 40;
  private static final int TOO_FEW = 8;
  private static final int TOO_FEW_KNOWN = 4;

  /** Of a language that it has learned a text has more known words than these. */
  private static final double MOSTLY = 0.4;

  private static final int MOST_GAINS = 20_000;

  /** A report whose side has been decided. */
  public record Example(String title, String text, Responsibility side) {}

  /**
   * What the words of one report say.
   *
   * @param leaning log-odds that they add to each side, the least likely side's at 0
   * @param sentences the sentence of the report that speaks most for each side
   */
  record Voice(Map<Responsibility, Double> leaning, Map<Responsibility, String> sentences) {
    static final Voice SILENCE = new Voice(Map.of(), Map.of());

    /** By how much the words speak more for some other side, in log-odds; 0 where they do not. */
    double against(Responsibility side) {
      double most = leaning.values().stream().mapToDouble(d -> d).max().orElse(0);
      return most - leaning.getOrDefault(side, most);
    }

    String sentenceFor(Responsibility side) {
      return sentences.getOrDefault(side, "");
    }
  }

  private final String version;
  private final AbstractModel model;
  private final double[] silent;
  private final Map<String, double[]> gainsSeen = new ConcurrentHashMap<>();

  private TextModel(String version, AbstractModel model) {
    this.version = version;
    this.model = model;
    this.silent = model.eval(new String[] {NOTHING}, new float[] {1});
  }

  /** The model that ships with Demarc. */
  public static TextModel builtIn() {
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
   * The examples that ship with Demarc, made up for it; the built-in model has learned from them.
   */
  public static List<Example> seeds() {
    var json = new ObjectMapper();
    var examples = new ArrayList<Example>();
    for (String file : SEEDS) {
      for (String line : Matrix.resource(file).lines().toList()) {
        try {
          var example = json.readTree(line);
          examples.add(
              new Example(
                  example.path("title").asText(),
                  example.path("text").asText(),
                  Responsibility.valueOf(example.path("side").asText().toUpperCase(Locale.ROOT))));
        } catch (IOException | IllegalArgumentException e) {
          throw new IllegalStateException(file + " has a line that is no example: " + line, e);
        }
      }
    }
    return examples;
  }

  /**
   * @throws IllegalArgumentException for bytes that {@link #bytes()} did not write
   */
  public static TextModel parse(byte @Nullable [] bytes) {
    try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      var version = in.readUTF();
      return new TextModel(version, new GenericModelSerializer().create(in));
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes are no text model", e);
    }
  }

  /** The model as it is stored, compressed. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeUTF(version);
      new GenericModelSerializer().serialize(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Learns from examples of all three sides.
   *
   * @throws IllegalArgumentException where a side has no example
   */
  public static TextModel train(List<Example> examples, String version) {
    for (var side : Responsibility.values()) {
      if (examples.stream().noneMatch(e -> e.side() == side)) {
        throw new IllegalArgumentException("there is no example of " + side + " to learn from");
      }
    }
    var trainer = new QNTrainer(parameters());
    try {
      var events = examples.stream().map(TextModel::event).toList();
      return new TextModel(
          version, (AbstractModel) trainer.train(ObjectStreamUtils.createObjectStream(events)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingParameters parameters() {
    var parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, QNTrainer.MAXENT_QN_VALUE);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
    parameters.put(TrainingParameters.CUTOFF_PARAM, CUTOFF);
    parameters.put(QNTrainer.DATA_INDEXER_PARAM, QNTrainer.DATA_INDEXER_ONE_PASS_REAL_VALUE);
    parameters.put(QNTrainer.L1COST_PARAM, 0.0);
    parameters.put(QNTrainer.L2COST_PARAM, L2_COST);
    parameters.put(QNTrainer.THREADS_PARAM, 1);
    parameters.put("PrintMessages", false);
    return parameters;
  }

  private static Event event(Example example) {
    var features = TextFeatures.of(ReportWords.of(example.title(), example.text())).keySet();
    var names = features.isEmpty() ? new String[] {NOTHING} : features.toArray(String[]::new);
    return new Event(example.side().name(), names, values(names.length));
  }

  /** Each feature counts by the length of the text, so that a long one does not shout. */
  private static float[] values(int features) {
    var values = new float[features];
    Arrays.fill(values, (float) (SCALE / Math.sqrt(Math.max(features, FEW))));
    return values;
  }

  public String version() {
    return version;
  }

  Voice hear(ReportWords words) {
    var features = TextFeatures.of(words);
    var gains = new LinkedHashMap<String, double[]>();
    features.keySet().forEach(name -> gains.put(name, knownGain(name)));
    gains.values().removeIf(TextModel::tellsNothing);
    if (features.size() < TOO_FEW
        || gains.size() < TOO_FEW_KNOWN
        || words(gains) < MOSTLY * words(features)) {
      return Voice.SILENCE;
    }
    var odds = model.eval(features.keySet().toArray(String[]::new), values(features.size()));
    var leaning = new EnumMap<Responsibility, Double>(Responsibility.class);
    var telling = new EnumMap<Responsibility, String>(Responsibility.class);
    for (var side : Responsibility.values()) {
      int index = model.getIndex(side.name());
      leaning.put(side, Math.log(odds[index]) - Math.log(silent[index]));
      telling.put(side, telling(words, features, gains, index));
    }
    double least = leaning.values().stream().mapToDouble(d -> d).min().orElse(0);
    leaning.replaceAll((side, odd) -> odd - least);
    return new Voice(leaning, telling);
  }

  /** How many are single words; pairs are mostly new, whatever the language. */
  private static long words(Map<String, ?> features) {
    return features.keySet().stream().filter(name -> name.indexOf(' ') < 0).count();
  }

  /** A word that no example held, such as one of a language it has not learned. */
  private static boolean tellsNothing(double[] gain) {
    return Arrays.stream(gain).allMatch(g -> Math.abs(g) < 1e-9);
  }

  /** The sentence whose words speak most for a side, in sum. */
  private static String telling(
      ReportWords words, Map<String, Integer> features, Map<String, double[]> gains, int side) {
    var sums = new LinkedHashMap<Integer, double[]>();
    gains.forEach(
        (name, gain) -> {
          int word = features.get(name);
          var sum = sums.computeIfAbsent(words.sentence(word), s -> new double[] {0, word});
          sum[0] += gain[side];
        });
    var most =
        sums.values().stream().max(Comparator.comparingDouble((double[] sum) -> sum[0])).get();
    int word = (int) most[1];
    return Quotation.around(words, word, word);
  }

  private double[] knownGain(String name) {
    var known = gainsSeen.get(name);
    if (known != null) {
      return known;
    }
    var gain = gain(name);
    if (gainsSeen.size() < MOST_GAINS) {
      gainsSeen.put(name, gain);
    }
    return gain;
  }

  /** What one feature alone adds to each side. */
  private double[] gain(String name) {
    var odds = model.eval(new String[] {name}, new float[] {1});
    for (int side = 0; side < odds.length; side++) {
      odds[side] = Math.log(odds[side]) - Math.log(silent[side]);
    }
    return odds;
  }
}
