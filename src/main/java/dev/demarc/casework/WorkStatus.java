package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far one side's part has come, and where it may go from there. */
public enum WorkStatus {
  NEW,
  IN_PROGRESS,
  WAITING,
  DONE,
  /** The case moved across the line: this side has nothing to do any more. */
  WITHDRAWN;

  /** What a person may set next; withdrawing is done by deciding whose work it is. */
  public List<WorkStatus> next() {
    return switch (this) {
      case NEW -> List.of(IN_PROGRESS, WAITING, DONE);
      case IN_PROGRESS -> List.of(WAITING, DONE);
      case WAITING -> List.of(IN_PROGRESS, DONE);
      case DONE -> List.of(IN_PROGRESS);
      case WITHDRAWN -> List.of();
    };
  }

  public boolean isOpen() {
    return this == NEW || this == IN_PROGRESS || this == WAITING;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<WorkStatus> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(s -> s.slug().equals(wanted)).findFirst();
  }
}
