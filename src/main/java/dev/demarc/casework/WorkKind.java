package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a work item is for. */
public enum WorkKind {
  /** Mend what went wrong, so that it does not happen again. */
  REMEDY,
  /** Stop the harm meanwhile: suspend, take down. AWS's to decide, whoever has the cause. */
  ENFORCEMENT;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
