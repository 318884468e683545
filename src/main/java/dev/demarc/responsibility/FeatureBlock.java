package dev.demarc.responsibility;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Features of one kind in a text, as hashes of 64 bits, each once, with how often it stands there.
 * A model weighs a block as a whole, so that a long text speaks no louder than a short one, and
 * many words no louder than a few meanings.
 *
 * @param features hashes of names; the same name in two kinds is two features
 * @param frequencies 1 or more
 */
record FeatureBlock(long[] features, int[] frequencies) {

  /** What a text model can look at. */
  enum Kind {
    WORDS,
    NEIGHBOURS,
    STEMS,
    STEM_PAIRS,
    MEANINGS,
    SHAPE;

    FeatureBlock of(Map<String, Integer> counted) {
      var features = new long[counted.size()];
      var frequencies = new int[counted.size()];
      int i = 0;
      for (var entry : counted.entrySet()) {
        features[i] = feature(entry.getKey());
        frequencies[i++] = entry.getValue();
      }
      return new FeatureBlock(features, frequencies);
    }

    /**
     * @param names each once
     */
    FeatureBlock of(Collection<String> names) {
      var frequencies = new int[names.size()];
      Arrays.fill(frequencies, 1);
      return new FeatureBlock(names.stream().mapToLong(this::feature).toArray(), frequencies);
    }

    long feature(String name) {
      long hash = 0xcbf29ce484222325L + ordinal();
      for (int i = 0; i < name.length(); i++) {
        hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
      return hash ^ hash >>> 29;
    }
  }
}
