package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;

/**
 * Something observable in a report. The value is normalised (lower-case host names, RFC 5952 IPv6,
 * refanged URLs) and never defanged: whoever shows it to a person defangs it there.
 */
public record Indicator(IndicatorType type, String value, Role role) {

  /** What the indicator does in the report it was found in. */
  public enum Role {
    SOURCE,
    TARGET,
    REPORTER,
    MENTIONED;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Indicator {
    Objects.requireNonNull(type);
    Objects.requireNonNull(value);
    Objects.requireNonNull(role);
  }
}
