package dev.demarc.policy;

import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import org.jspecify.annotations.Nullable;

/**
 * What a draft is to be. What is null stays as it is in the policy it starts from.
 *
 * @param matrix the YAML of a matrix, or {@code shipped}
 * @param autoRouteFrom the confidence from which work is routed without a person, 0..1
 * @param textModel the version of a text model, or {@code shipped}
 */
public record Settings(
    String name,
    @Nullable String matrix,
    @Nullable Double autoRouteFrom,
    @Nullable String textModel) {

  static final String SHIPPED = "shipped";
  private static final int MATRIX_AT_MOST = 1_000_000;

  public Settings {
    name = TypedText.atMost(200, "name", name);
    textModel = TypedText.clean(textModel);
    if (matrix != null && matrix.length() > MATRIX_AT_MOST) {
      throw Problem.invalid("matrix", "must have at most 1,000,000 characters");
    }
    if (autoRouteFrom != null && !(autoRouteFrom >= 0 && autoRouteFrom <= 1)) {
      throw Problem.invalid("autoRouteFrom", "must be from 0 to 1");
    }
  }
}
