package dev.demarc.responsibility;

/** How much each feature of a block counts: by frequency and rarity, the block's length being 1. */
final class Tfidf {

  /** How rare a feature is among all texts; 0 for one that does not count. */
  interface Rarity {
    float of(long feature);
  }

  private Tfidf() {}

  static float[] of(FeatureBlock block, Rarity rarity) {
    var values = new float[block.features().length];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      float rare = rarity.of(block.features()[i]);
      values[i] = rare == 0 ? 0 : (float) (1 + Math.log(block.frequencies()[i])) * rare;
      squares += (double) values[i] * values[i];
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; length > 0 && i < values.length; i++) {
      values[i] /= length;
    }
    return values;
  }

  /**
   * @param holding how many of the texts hold the feature
   */
  static float rarity(int texts, int holding) {
    return (float) (Math.log((1.0 + texts) / (1.0 + holding)) + 1);
  }
}
