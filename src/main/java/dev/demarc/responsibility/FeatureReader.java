package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.words.ReportWords;
import org.jspecify.annotations.Nullable;

/** Reads a title and a text into what the text model looks at. */
final class FeatureReader {

  private final Signals signals;
  private final ServiceFinder services;

  FeatureReader(Matrix matrix) {
    this(Signals.load(matrix), matrix);
  }

  private FeatureReader(Signals signals, Matrix matrix) {
    this.signals = signals;
    this.services = new ServiceFinder(matrix, signals);
  }

  /**
   * @param service the report's own field; null where it has none
   */
  TextFeatures read(@Nullable String title, @Nullable String text, @Nullable String service) {
    var words = ReportWords.of(title, text);
    return TextFeatures.of(
        words, PhraseMatches.in(words, signals), signals, services.field(service).orElse(null));
  }
}
