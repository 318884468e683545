package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;

/** What the text model looks at, of a text in a test. */
final class Heard {

  private static final FeatureReader READER = new FeatureReader(Matrix.load());

  private Heard() {}

  static TextFeatures in(String title, String text) {
    return READER.read(title, text, null);
  }
}
