package dev.demarc.responsibility.matrix;

import dev.demarc.shared.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose work it is. */
public enum Responsibility {
  AWS(Side.AWS),
  CUSTOMER(Side.CUSTOMER),
  SHARED(Side.AWS, Side.CUSTOMER);

  private final List<Side> sides;

  Responsibility(Side... sides) {
    this.sides = List.of(sides);
  }

  /**
   * @throws Problem INVALID where it is none
   */
  public static Responsibility required(@Nullable String text) {
    return Arrays.stream(values())
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("responsibility", "must be AWS, CUSTOMER or SHARED"));
  }

  /** The sides that have work to do: one, or both where it is shared. */
  public List<Side> sides() {
    return sides;
  }
}
