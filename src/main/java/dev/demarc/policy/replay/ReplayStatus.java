package dev.demarc.policy.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a replay stands. */
public enum ReplayStatus {
  RUNNING,
  DONE,
  CANCELLED,
  FAILED;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
