package dev.demarc.responsibility;

import static dev.demarc.responsibility.FeatureBlock.Kind.MEANINGS;
import static dev.demarc.responsibility.FeatureBlock.Kind.NEIGHBOURS;
import static dev.demarc.responsibility.FeatureBlock.Kind.SHAPE;
import static dev.demarc.responsibility.FeatureBlock.Kind.STEMS;
import static dev.demarc.responsibility.FeatureBlock.Kind.STEM_PAIRS;
import static dev.demarc.responsibility.FeatureBlock.Kind.WORDS;

import java.util.List;

/** What each of the three models of {@link TextModel} looks at. */
final class ModelFeatures {

  private ModelFeatures() {}

  static List<FeatureBlock> ofSide(TextFeatures features) {
    return features.blocks(WORDS, NEIGHBOURS, STEMS, STEM_PAIRS, MEANINGS);
  }

  static List<FeatureBlock> ofManner(TextFeatures features) {
    return features.blocks(WORDS, NEIGHBOURS, STEMS, MEANINGS, SHAPE);
  }

  static List<FeatureBlock> ofCategory(TextFeatures features) {
    return features.blocks(WORDS, STEMS, STEM_PAIRS, MEANINGS);
  }
}
