package dev.demarc.sns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a topic's messages are taken in. */
public enum TopicState {
  /** A person has to decide. */
  PENDING,
  APPROVED,
  REFUSED;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TopicState> of(String slug) {
    return Arrays.stream(values()).filter(state -> state.slug().equals(slug)).findFirst();
  }
}
