package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a case ended. */
public enum Outcome {
  RESOLVED,
  NO_ACTION_NEEDED,
  FALSE_POSITIVE,
  DUPLICATE,
  HANDED_OVER;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Outcome> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(o -> o.slug().equals(wanted)).findFirst();
  }
}
