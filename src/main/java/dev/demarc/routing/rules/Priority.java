package dev.demarc.routing.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a team takes first, beside the clock. */
public enum Priority {
  URGENT,
  HIGH,
  NORMAL,
  LOW;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Priority> of(String text) {
    return Arrays.stream(values()).filter(p -> p.slug().equalsIgnoreCase(text)).findFirst();
  }
}
