package dev.demarc.responsibility;

import dev.demarc.responsibility.MaximumEntropyTraining.Example;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns the models of {@link TextModel} from examples. */
final class TextModelTraining {

  private static final double SIDE_COST = 0.025;
  private static final double CATEGORY_COST = 0.025;
  private static final double MANNER_COST = 0.025;

  private final FeatureReader reader = new FeatureReader(Matrix.load());
  private final List<Example> sides = new ArrayList<>();
  private final List<Example> categories = new ArrayList<>();
  private final List<Example> manners = new ArrayList<>();

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
      manners.add(new Example(manner.kind().name(), ModelFeatures.ofManner(features)));
    }
    for (TextModel.Example example : examples) {
      var features = reader.read(example.title(), example.text(), example.service());
      if (!mannersOf.isEmpty()) {
        manners.add(new Example(MessageKind.REPORT.name(), ModelFeatures.ofManner(features)));
      }
      sides.add(new Example(example.side().name(), ModelFeatures.ofSide(features)));
      if (example.category() != null) {
        categories.add(new Example(example.category().name(), ModelFeatures.ofCategory(features)));
      }
    }
  }

  MaximumEntropy sides() {
    return learn(sides, SIDE_COST);
  }

  /** Null where the examples name fewer than two. */
  @Nullable MaximumEntropy categories() {
    boolean several = categories.stream().map(Example::outcome).distinct().count() > 1;
    return several ? learn(categories, CATEGORY_COST) : null;
  }

  /** Null where there were no messages that state nothing. */
  @Nullable MaximumEntropy manners() {
    return manners.isEmpty() ? null : learn(manners, MANNER_COST);
  }

  private static MaximumEntropy learn(List<Example> examples, double cost) {
    try {
      return new MaximumEntropyTraining(examples).learn(cost);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
