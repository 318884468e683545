package dev.demarc.casework.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may read a timeline entry. */
public enum Visibility {
  INTERNAL,
  /** It was written to, or came from, somebody who reported. */
  REPORTER;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
