package dev.demarc.responsibility;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.demarc.responsibility.FeatureBlock.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A maximum entropy model (multinomial logistic regression) over blocks of features. Each feature
 * counts by its frequency in the text and its rarity among the examples (tf-idf), and each block
 * has length 1, so that a long text speaks no louder than a short one, and many words no louder
 * than a few meanings. Immutable, thread-safe, deterministic.
 */
final class MaximumEntropy {

  /** Counts in every text, so that common outcomes need no word that speaks for them. */
  static final long BIAS = 0;

  /** No model has more outcomes: there are three sides, four kinds and some thirty categories. */
  private static final int MOST_OUTCOMES = 200;

  private final String[] outcomes;
  private final long[] features;
  private final float[] rarity;

  /** Of each feature one for each outcome. */
  private final float[] weights;

  /** Where a feature stands, by its hash; one more than its index, 0 where none does. */
  private final int[] slots;

  private final double[] bias;

  /**
   * @param features hashes of names, each once
   */
  MaximumEntropy(String[] outcomes, long[] features, float[] rarity, float[] weights) {
    this.outcomes = outcomes;
    this.features = features;
    this.rarity = rarity;
    this.weights = weights;
    this.slots = new int[Integer.highestOneBit(features.length + 1) * 4];
    for (int feature = 0; feature < features.length; feature++) {
      slots[slot(features[feature])] = feature + 1;
    }
    this.bias = new double[outcomes.length];
    add(BIAS, 1, bias);
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
      int size = in.remaining() / (Long.BYTES + (1 + many) * Float.BYTES);
      var features = new long[size];
      in.asLongBuffer().get(features);
      in.position(in.position() + size * Long.BYTES);
      var rarity = new float[size];
      in.asFloatBuffer().get(rarity);
      in.position(in.position() + size * Float.BYTES);
      var weights = new float[size * many];
      in.asFloatBuffer().get(weights);
      return new MaximumEntropy(outcomes, features, rarity, weights);
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
      for (float rare : rarity) {
        out.writeFloat(rare);
      }
      for (float weight : weights) {
        out.writeFloat(weight);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Where the hash stands, or where it would. */
  private int slot(long hash) {
    int slot = (int) hash & slots.length - 1;
    while (slots[slot] != 0 && features[slots[slot] - 1] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** Where the feature stands; below 0 where no two examples held it. */
  private int indexOf(long feature) {
    return slots[slot(feature)] - 1;
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

  /** Log-odds of each outcome, but for a constant. */
  double[] leaning(List<FeatureBlock> text) {
    return sums(text);
  }

  /** How likely each outcome is, all texts considered. */
  double[] probabilities(List<FeatureBlock> text) {
    var probabilities = sums(text);
    double most = Arrays.stream(probabilities).max().orElse(0);
    double total = Arrays.stream(probabilities).map(sum -> Math.exp(sum - most)).sum();
    Arrays.setAll(probabilities, outcome -> Math.exp(probabilities[outcome] - most) / total);
    return probabilities;
  }

  /**
   * What one feature alone adds to each outcome; all 0 for one that was not learned, such as a word
   * of another language.
   */
  double[] gain(Kind kind, String name) {
    var gain = new double[outcomes.length];
    int index = indexOf(kind.feature(name));
    if (index >= 0) {
      add(features[index], rarity[index], gain);
      double mean = Arrays.stream(gain).average().orElse(0);
      Arrays.setAll(gain, outcome -> gain[outcome] - mean);
    }
    return gain;
  }

  private double[] sums(List<FeatureBlock> text) {
    var sums = bias.clone();
    for (FeatureBlock block : text) {
      var values = Tfidf.of(block, feature -> rarityOf(feature));
      for (int i = 0; i < values.length; i++) {
        if (values[i] != 0) {
          add(block.features()[i], values[i], sums);
        }
      }
    }
    return sums;
  }

  /** 0 for a feature that was not learned. */
  private float rarityOf(long feature) {
    int index = indexOf(feature);
    return index < 0 ? 0 : rarity[index];
  }

  private void add(long feature, float value, double[] sums) {
    int first = indexOf(feature) * outcomes.length;
    for (int outcome = 0; first >= 0 && outcome < sums.length; outcome++) {
      sums[outcome] += (double) value * weights[first + outcome];
    }
  }
}
