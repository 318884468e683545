package dev.demarc.responsibility.matrix;

import java.util.List;

/** Whose work it is. */
public enum Responsibility {
  AWS(Side.AWS),
  CUSTOMER(Side.CUSTOMER),
  SHARED(Side.AWS, Side.CUSTOMER);

  private final List<Side> sides;

  Responsibility(Side... sides) {
    this.sides = List.of(sides);
  }

  /** The sides that have work to do: one, or both where it is shared. */
  public List<Side> sides() {
    return sides;
  }
}
