package dev.demarc.responsibility.matrix;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the two sides of the shared-responsibility line. */
public enum Side {
  AWS,
  CUSTOMER;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it reads in a sentence. */
  public String word() {
    return this == AWS ? "AWS" : "customer";
  }

  public static Optional<Side> of(String text) {
    return text == null
        ? Optional.empty()
        : Arrays.stream(values()).filter(s -> s.slug().equalsIgnoreCase(text)).findFirst();
  }
}
