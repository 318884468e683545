package dev.demarc.responsibility;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** Learns a {@link MaximumEntropy} model with OpenNLP. */
final class MaximumEntropyTraining {

  private static final int ITERATIONS = 150;

  /** What stands in one example alone tells nothing of others. */
  private static final int LEAST_HOLDING = 2;

  /** Significant bits of a weight beyond the eight that matter are cut, so that it packs well. */
  private static final int KEPT_BITS = 0xffff0000;

  /** A text and what it is an example of. */
  record Example(String outcome, List<FeatureBlock> text) {}

  private final List<Example> examples;
  private final Map<Long, Float> rarity = new HashMap<>();

  MaximumEntropyTraining(List<Example> examples) {
    this.examples = examples;
    var holding = new HashMap<Long, Integer>();
    for (Example example : examples) {
      for (FeatureBlock block : example.text()) {
        for (long feature : block.features()) {
          holding.merge(feature, 1, Integer::sum);
        }
      }
    }
    holding.values().removeIf(texts -> texts < LEAST_HOLDING);
    holding.forEach((feature, texts) -> rarity.put(feature, Tfidf.rarity(examples.size(), texts)));
  }

  /**
   * @param cost of large weights, above 0: what is learned from few texts stays small
   */
  MaximumEntropy learn(double cost) throws IOException {
    var events = examples.stream().map(this::event).toList();
    var parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, QNTrainer.MAXENT_QN_VALUE);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
    parameters.put(TrainingParameters.CUTOFF_PARAM, 1);
    parameters.put(QNTrainer.DATA_INDEXER_PARAM, QNTrainer.DATA_INDEXER_ONE_PASS_REAL_VALUE);
    parameters.put(QNTrainer.L1COST_PARAM, 0.0);
    parameters.put(QNTrainer.L2COST_PARAM, cost);
    parameters.put(QNTrainer.THREADS_PARAM, 1);
    parameters.put("PrintMessages", false);
    return model(
        (AbstractModel)
            new QNTrainer(parameters).train(ObjectStreamUtils.createObjectStream(events)));
  }

  private Event event(Example example) {
    var names = new ArrayList<>(List.of(Long.toHexString(MaximumEntropy.BIAS)));
    var values = new ArrayList<>(List.of(1f));
    for (FeatureBlock block : example.text()) {
      var weighed = Tfidf.of(block, feature -> rarity.getOrDefault(feature, 0f));
      for (int i = 0; i < weighed.length; i++) {
        if (weighed[i] != 0) {
          names.add(Long.toHexString(block.features()[i]));
          values.add(weighed[i]);
        }
      }
    }
    var array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return new Event(example.outcome(), names.toArray(String[]::new), array);
  }

  private MaximumEntropy model(AbstractModel learned) {
    @SuppressWarnings("unchecked")
    var contexts = (Map<String, Context>) learned.getDataStructures()[1];
    var byHash = new TreeMap<Long, Context>();
    contexts.forEach((name, context) -> byHash.put(Long.parseUnsignedLong(name, 16), context));
    var outcomes = new String[learned.getNumOutcomes()];
    Arrays.setAll(outcomes, learned::getOutcome);
    var features = new long[byHash.size()];
    var rarities = new float[features.length];
    var weights = new float[features.length * outcomes.length];
    int feature = 0;
    for (Map.Entry<Long, Context> entry : byHash.entrySet()) {
      features[feature] = entry.getKey();
      rarities[feature] = rarity.getOrDefault(entry.getKey(), 0f);
      var of = entry.getValue().getOutcomes();
      for (int i = 0; i < of.length; i++) {
        weights[feature * outcomes.length + of[i]] = rounded(entry.getValue().getParameters()[i]);
      }
      feature++;
    }
    return new MaximumEntropy(outcomes, features, rarities, weights);
  }

  private static float rounded(double weight) {
    return Float.intBitsToFloat(Float.floatToIntBits((float) weight) & KEPT_BITS);
  }
}
