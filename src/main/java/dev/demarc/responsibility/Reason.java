package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a report that bears on the decision.
 *
 * @param signal the stable name of the signal that fired
 * @param evidence the words or the field of the report that it rests on, at most 200 characters
 * @param points the responsibility it speaks for
 * @param weight how strongly, in log-odds; positive
 * @param layer the control layer it lights; null where it lights none
 */
public record Reason(
    String signal, String evidence, Responsibility points, double weight, @Nullable Layer layer) {

  /** What is stored is read again by every later version, and need not have all of it. */
  public Reason {
    signal = Objects.requireNonNullElse(signal, "");
    evidence = Objects.requireNonNullElse(evidence, "");
    points = Objects.requireNonNullElse(points, Responsibility.SHARED);
  }
}
