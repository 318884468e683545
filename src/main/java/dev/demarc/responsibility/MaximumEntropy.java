package dev.demarc.responsibility;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.model.GenericModelSerializer;

/**
 * A maximum entropy model over weighted features, learned by OpenNLP. Of the names of features it
 * keeps hashes of 64 bits, so that it is read in bulk when the application starts. Immutable,
 * thread-safe, deterministic.
 */
final class MaximumEntropy {

  private static final String NOTHING = "\u0000";
  private static final int ITERATIONS = 100;
  private static final int CUTOFF = 2;

  /** No model has more outcomes: there are three sides, four kinds and some thirty categories. */
  private static final int MOST_OUTCOMES = 200;

  /**
   * What one text shows.
   *
   * @param values how much each of the names counts
   */
  record Shown(String[] names, float[] values) {
    Shown(List<String> names, float[] values) {
      this(names.toArray(String[]::new), values);
    }

    Event as(String outcome) {
      return names.length == 0
          ? new Event(outcome, new String[] {NOTHING}, new float[] {1})
          : new Event(outcome, names, values);
    }
  }

  private final String[] outcomes;
  private final long[] features;

  /** Of each feature one for each outcome. */
  private final float[] weights;

  /** Where a feature stands, by its hash; one more than its index, 0 where none does. */
  private final int[] slots;

  private final double[] silent;

  /**
   * @param features hashes of names, each once
   */
  private MaximumEntropy(String[] outcomes, long[] features, float[] weights) {
    this.outcomes = outcomes;
    this.features = features;
    this.weights = weights;
    this.slots = new int[Integer.highestOneBit(features.length + 1) * 4];
    for (int feature = 0; feature < features.length; feature++) {
      slots[slot(features[feature])] = feature + 1;
    }
    this.silent = logProbabilities(sums(new String[] {NOTHING}, new float[] {1}));
  }

  /**
   * @param cost of large weights, above 0: what is learned from few texts stays small
   */
  static MaximumEntropy train(List<Event> events, double cost) throws IOException {
    var parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, QNTrainer.MAXENT_QN_VALUE);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
    parameters.put(TrainingParameters.CUTOFF_PARAM, CUTOFF);
    parameters.put(QNTrainer.DATA_INDEXER_PARAM, QNTrainer.DATA_INDEXER_ONE_PASS_REAL_VALUE);
    parameters.put(QNTrainer.L1COST_PARAM, 0.0);
    parameters.put(QNTrainer.L2COST_PARAM, cost);
    parameters.put(QNTrainer.THREADS_PARAM, 1);
    parameters.put("PrintMessages", false);
    return of(
        (AbstractModel)
            new QNTrainer(parameters).train(ObjectStreamUtils.createObjectStream(events)));
  }

  private static MaximumEntropy of(AbstractModel model) {
    var structures = model.getDataStructures();
    @SuppressWarnings("unchecked")
    var contexts = (Map<String, Context>) structures[1];
    var byHash = new TreeMap<Long, Context>();
    contexts.forEach((name, context) -> byHash.put(hash(name), context));
    if (byHash.size() < contexts.size()) {
      throw new IllegalStateException("two features have one hash");
    }
    int outcomes = model.getNumOutcomes();
    var features = new long[byHash.size()];
    var weights = new float[features.length * outcomes];
    int feature = 0;
    for (Map.Entry<Long, Context> entry : byHash.entrySet()) {
      features[feature] = entry.getKey();
      var of = entry.getValue().getOutcomes();
      for (int i = 0; i < of.length; i++) {
        weights[feature * outcomes + of[i]] = (float) entry.getValue().getParameters()[i];
      }
      feature++;
    }
    var names = new String[outcomes];
    Arrays.setAll(names, model::getOutcome);
    return new MaximumEntropy(names, features, weights);
  }

  /** As OpenNLP writes its models, which is how they were stored once. */
  static MaximumEntropy parseOpenNlp(byte[] bytes) throws IOException {
    return of(new GenericModelSerializer().create(new ByteArrayInputStream(bytes)));
  }

  /**
   * @throws IOException for bytes that {@link #bytes()} did not write
   */
  static MaximumEntropy parse(byte[] bytes) throws IOException {
    try {
      var in = ByteBuffer.wrap(bytes);
      int many = in.getInt();
      if (many < 1 || many > MOST_OUTCOMES) {
        throw new IOException("no model has " + many + " outcomes");
      }
      var outcomes = new String[many];
      for (int outcome = 0; outcome < many; outcome++) {
        var name = new byte[in.get()];
        in.get(name);
        outcomes[outcome] = new String(name, US_ASCII);
      }
      int size = in.remaining() / (Long.BYTES + many * Float.BYTES);
      var features = new long[size];
      in.asLongBuffer().get(features);
      in.position(in.position() + size * Long.BYTES);
      var weights = new float[size * many];
      in.asFloatBuffer().get(weights);
      return new MaximumEntropy(outcomes, features, weights);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException("the model is cut off", e);
    }
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(outcomes.length);
      for (String outcome : outcomes) {
        out.writeByte(outcome.length());
        out.writeBytes(outcome);
      }
      for (long feature : features) {
        out.writeLong(feature);
      }
      for (float weight : weights) {
        out.writeFloat(weight);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 29;
  }

  /** Where the hash stands, or where it would. */
  private int slot(long hash) {
    int slot = (int) hash & slots.length - 1;
    while (slots[slot] != 0 && features[slots[slot] - 1] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  int outcomes() {
    return outcomes.length;
  }

  String outcome(int index) {
    return outcomes[index];
  }

  /** The index of an outcome; below 0 where no example had it. */
  int index(String outcome) {
    return Arrays.asList(outcomes).indexOf(outcome);
  }

  /** Log-odds that a text adds to each outcome. */
  double[] leaning(Shown shown) {
    return added(sums(shown.names(), shown.values()));
  }

  /** How likely each outcome is, all texts considered. */
  double[] probabilities(Shown shown) {
    var probabilities = logProbabilities(sums(shown.names(), shown.values()));
    Arrays.setAll(probabilities, outcome -> Math.exp(probabilities[outcome]));
    return probabilities;
  }

  /** What one feature alone adds to each outcome. */
  double[] gain(String name) {
    return added(sums(new String[] {name}, new float[] {1}));
  }

  /** A feature that no example held, such as a word of a language it has not learned. */
  static boolean tellsNothing(double[] gain) {
    return Arrays.stream(gain).allMatch(g -> Math.abs(g) < 1e-9);
  }

  private double[] sums(String[] names, float[] values) {
    var sums = new double[outcomes.length];
    for (int i = 0; i < names.length; i++) {
      int first = (slots[slot(hash(names[i]))] - 1) * sums.length;
      for (int outcome = 0; first >= 0 && outcome < sums.length; outcome++) {
        sums[outcome] += (double) values[i] * weights[first + outcome];
      }
    }
    return sums;
  }

  private double[] added(double[] sums) {
    var added = logProbabilities(sums);
    for (int outcome = 0; outcome < added.length; outcome++) {
      added[outcome] -= silent[outcome];
    }
    return added;
  }

  /** In place. */
  private static double[] logProbabilities(double[] sums) {
    double most = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    double total = 0;
    for (double sum : sums) {
      total += Math.exp(sum - most);
    }
    double all = most + Math.log(total);
    for (int outcome = 0; outcome < sums.length; outcome++) {
      sums[outcome] -= all;
    }
    return sums;
  }
}
