package dev.demarc.responsibility.matrix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The control layers from the top of the stack down; the last three run across it. */
public enum Layer {
  DATA,
  APPLICATION,
  IAM,
  SERVICE_CONFIG,
  NETWORK_CONFIG,
  RUNTIME,
  GUEST_OS,
  PLATFORM,
  HOST,
  NETWORK,
  HARDWARE,
  FACILITIES,
  PATCH_MANAGEMENT,
  CONFIGURATION_MANAGEMENT,
  AWARENESS_TRAINING;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the layer runs across the stack and not within it. */
  public boolean isAcross() {
    return compareTo(PATCH_MANAGEMENT) >= 0;
  }

  public static Optional<Layer> of(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : Arrays.stream(values()).filter(l -> l.slug().equalsIgnoreCase(text.trim())).findFirst();
  }

  @JsonCreator
  static Layer fromJson(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("unknown layer: " + text));
  }
}
