package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How bad it is, lowest first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : Arrays.stream(values()).filter(s -> s.slug().equalsIgnoreCase(text.trim())).findFirst();
  }

  @JsonCreator
  static Severity fromJson(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("unknown severity: " + text));
  }
}
