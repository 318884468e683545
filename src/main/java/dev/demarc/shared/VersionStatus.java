package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a version of settings stands. */
public enum VersionStatus {
  DRAFT,
  ACTIVE,
  RETIRED;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
