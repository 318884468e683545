package dev.demarc.responsibility.matrix;

import org.jspecify.annotations.Nullable;

/**
 * Whose work one layer of one service is.
 *
 * @param awsPart what AWS does, one sentence; null where AWS has no part
 * @param customerPart what the customer does, one sentence; null where the customer has no part
 * @param source the AWS page it rests on
 * @param stated whether that page states it; else it was inferred from the class of the service
 */
public record Cell(
    Layer layer,
    Responsibility responsibility,
    @Nullable String awsPart,
    @Nullable String customerPart,
    Source source,
    boolean stated) {

  /** An AWS page, by title and address. */
  public record Source(String title, String url) {}

  /** What the side has to do here; null where it has no part. */
  public @Nullable String partOf(Side side) {
    return side == Side.AWS ? awsPart : customerPart;
  }

  /** A short text for the picture of the line: the task of whoever has it, or both tasks. */
  public String summary() {
    return switch (responsibility) {
      case AWS -> "AWS: " + awsPart;
      case CUSTOMER -> "Customer: " + customerPart;
      case SHARED -> "AWS: " + awsPart + " Customer: " + customerPart;
    };
  }
}
