package dev.demarc.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a policy stands. */
public enum PolicyStatus {
  DRAFT,
  ACTIVE,
  RETIRED;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
