package dev.demarc.responsibility;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.model.GenericModelSerializer;

/** A maximum entropy model over weighted features. Immutable, thread-safe, deterministic. */
final class MaximumEntropy {

  private static final String NOTHING = "\u0000";
  private static final int ITERATIONS = 100;
  private static final int CUTOFF = 2;
  private static final int MOST_GAINS = 20_000;

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

  private final AbstractModel model;
  private final double[] silent;
  private final Map<String, double[]> gainsSeen = new ConcurrentHashMap<>();

  private MaximumEntropy(AbstractModel model) {
    this.model = model;
    this.silent = model.eval(new String[] {NOTHING}, new float[] {1});
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
    return new MaximumEntropy(
        (AbstractModel)
            new QNTrainer(parameters).train(ObjectStreamUtils.createObjectStream(events)));
  }

  static MaximumEntropy parse(byte[] bytes) throws IOException {
    return new MaximumEntropy(new GenericModelSerializer().create(new ByteArrayInputStream(bytes)));
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try {
      new GenericModelSerializer().serialize(model, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  int outcomes() {
    return model.getNumOutcomes();
  }

  String outcome(int index) {
    return model.getOutcome(index);
  }

  /** The index of an outcome; below 0 where no example had it. */
  int index(String outcome) {
    return model.getIndex(outcome);
  }

  /** Log-odds that a text adds to each outcome. */
  double[] leaning(Shown shown) {
    return logOdds(model.eval(shown.names(), shown.values()));
  }

  /** How likely each outcome is, all texts considered. */
  double[] probabilities(Shown shown) {
    return model.eval(shown.names(), shown.values());
  }

  /** What one feature alone adds to each outcome. */
  double[] gain(String name) {
    var known = gainsSeen.get(name);
    if (known != null) {
      return known;
    }
    var gain = logOdds(model.eval(new String[] {name}, new float[] {1}));
    if (gainsSeen.size() < MOST_GAINS) {
      gainsSeen.put(name, gain);
    }
    return gain;
  }

  /** A feature that no example held, such as a word of a language it has not learned. */
  static boolean tellsNothing(double[] gain) {
    return Arrays.stream(gain).allMatch(g -> Math.abs(g) < 1e-9);
  }

  private double[] logOdds(double[] odds) {
    for (int outcome = 0; outcome < odds.length; outcome++) {
      odds[outcome] = Math.log(odds[outcome]) - Math.log(silent[outcome]);
    }
    return odds;
  }
}
