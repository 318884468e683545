package dev.demarc.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text model that learned from decided cases.
 *
 * @param examples the decided cases that it learned from, beside the shipped examples
 * @param comparison with the model in force, on cases that neither learned from; null until ready
 */
public record LearnedModel(
    UUID id,
    String version,
    Status status,
    int examples,
    @Nullable Comparison comparison,
    @Nullable String error,
    Instant trainedAt,
    String trainedBy) {

  public enum Status {
    TRAINING,
    READY,
    FAILED;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Both models within the engine in force.
   *
   * @param heldBack decided cases kept apart: one in five
   * @param moved of them come out on another side
   */
  public record Comparison(int heldBack, int moved, Measure before, Measure after) {}

  /**
   * @param right share that comes out as people decided, 0..1
   * @param halfCredit the same, a confusion of AWS with shared counted half
   * @param routed share that would be routed without a person
   */
  public record Measure(double right, double halfCredit, double routed) {}
}
