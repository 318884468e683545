package dev.demarc.finding.filter;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter that is not understood; where one can be guessed, with what was most likely meant. */
public final class FilterMistake extends Problem {

  private final @Nullable String corrected;

  FilterMistake(String field, String message, @Nullable String corrected) {
    super(ProblemType.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
    this.corrected = corrected;
  }

  /** The whole filter as it was most likely meant; null where nothing is near. */
  public @Nullable String corrected() {
    return corrected;
  }
}
