package dev.demarc.responsibility.matrix;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of the stack AWS runs for the customer, least first. */
public enum ServiceClass {
  INFRASTRUCTURE,
  CONTAINER,
  MANAGED,
  SERVERLESS;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ServiceClass> of(String text) {
    return Arrays.stream(values()).filter(c -> c.slug().equals(text)).findFirst();
  }
}
