package dev.demarc.responsibility;

import dev.demarc.responsibility.MaximumEntropy.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each of the three models of {@link TextModel} looks at, and how much each of it counts. A
 * wording counts by the length of the text, so that a long one does not shout.
 */
final class ModelFeatures {

  private static final double SCALE = 5;
  private static final double MEANING = 0.4;
  private static final double SHAPE = 1.0;
  private static final int FEW = 40;

  private ModelFeatures() {}

  static Shown ofSide(TextFeatures features) {
    return shown(List.copyOf(features.wordings().keySet()), FEW, features.meanings(), MEANING);
  }

  static Shown ofManner(TextFeatures features) {
    var manner = MannerFeatures.of(features.words(), features);
    return shown(manner.wordings(), FEW, manner.shape(), SHAPE);
  }

  static Shown ofCategory(TextFeatures features) {
    var stems = features.wordings().keySet().stream().filter(w -> !TextFeatures.isPair(w)).toList();
    return shown(stems, FEW / 2, features.meanings(), MEANING);
  }

  private static Shown shown(
      List<String> wordings, int few, List<String> meanings, double meaning) {
    var names = new ArrayList<>(wordings);
    names.addAll(meanings);
    var values = new float[names.size()];
    Arrays.fill(
        values, 0, wordings.size(), (float) (SCALE / Math.sqrt(Math.max(wordings.size(), few))));
    Arrays.fill(values, wordings.size(), values.length, (float) meaning);
    return new Shown(names, values);
  }
}
