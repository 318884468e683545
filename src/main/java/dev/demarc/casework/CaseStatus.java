package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a case is being worked on. */
public enum CaseStatus {
  OPEN,
  CLOSED,
  /** Its reports are in another case now; the key leads there. */
  MERGED;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
