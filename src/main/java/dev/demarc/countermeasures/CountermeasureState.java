package dev.demarc.countermeasures;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a countermeasure holds. */
public enum CountermeasureState {
  /** Asked for, and not in effect. */
  PENDING,
  ACTIVE,
  /** In effect, and asked to be taken back. */
  PENDING_REMOVAL,
  REMOVED;

  public List<CountermeasureState> next() {
    return switch (this) {
      case PENDING -> List.of(ACTIVE, REMOVED);
      case ACTIVE -> List.of(PENDING_REMOVAL, REMOVED);
      case PENDING_REMOVAL -> List.of(REMOVED, ACTIVE);
      case REMOVED -> List.of();
    };
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it reads in a sentence. */
  public String words() {
    return slug().replace('-', ' ');
  }

  static Optional<CountermeasureState> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(s -> s.slug().equals(wanted)).findFirst();
  }

  static String slugs() {
    return Arrays.stream(values()).map(CountermeasureState::slug).collect(Collectors.joining(", "));
  }
}
