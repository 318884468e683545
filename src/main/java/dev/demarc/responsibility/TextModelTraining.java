package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.ml.model.Event;
import org.jspecify.annotations.Nullable;

/** Learns the models of {@link TextModel} from examples. */
final class TextModelTraining {

  private static final double SIDE_COST = 0.5;
  private static final double CATEGORY_COST = 0.5;
  private static final double MANNER_COST = 0.3;

  private final FeatureReader reader = new FeatureReader(Matrix.load());
  private final List<Event> sides = new ArrayList<>();
  private final List<Event> categories = new ArrayList<>();
  private final List<Event> manners = new ArrayList<>();

  /**
   * @param mannersOf messages that state nothing; where there are none, nothing is learned of what
   *     a message does
   * @throws IllegalArgumentException where a side has no example
   */
  TextModelTraining(List<TextModel.Example> examples, List<ShippedExamples.Manner> mannersOf) {
    for (var side : Responsibility.values()) {
      if (examples.stream().noneMatch(e -> e.side() == side)) {
        throw new IllegalArgumentException("there is no example of " + side + " to learn from");
      }
    }
    for (ShippedExamples.Manner manner : mannersOf) {
      var features = reader.read(manner.title(), manner.text(), manner.service());
      manners.add(ModelFeatures.ofManner(features).as(manner.kind().name()));
    }
    for (TextModel.Example example : examples) {
      var features = reader.read(example.title(), example.text(), example.service());
      if (!mannersOf.isEmpty()) {
        manners.add(ModelFeatures.ofManner(features).as(MessageKind.REPORT.name()));
      }
      sides.add(ModelFeatures.ofSide(features).as(example.side().name()));
      if (example.category() != null) {
        categories.add(ModelFeatures.ofCategory(features).as(example.category().name()));
      }
    }
  }

  MaximumEntropy sides() {
    return learn(sides, SIDE_COST);
  }

  /** Null where the examples name fewer than two. */
  @Nullable MaximumEntropy categories() {
    boolean several = categories.stream().map(Event::getOutcome).distinct().count() > 1;
    return several ? learn(categories, CATEGORY_COST) : null;
  }

  /** Null where there were no messages that state nothing. */
  @Nullable MaximumEntropy manners() {
    return manners.isEmpty() ? null : learn(manners, MANNER_COST);
  }

  private static MaximumEntropy learn(List<Event> events, double cost) {
    try {
      return MaximumEntropy.train(events, cost);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
