package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far one side's part has come, and where it may go from there. */
public enum WorkStatus {
  NEW,
  /** Somebody looked and knows what is to do; nobody has begun. */
  TRIAGED,
  IN_PROGRESS,
  /** It is another's turn; it comes back by itself. */
  WAITING,
  /** The side did its part; somebody may still want to see that it held. */
  RESOLVED,
  /** Done for good, or done with the case. */
  CLOSED,
  /** Was resolved or closed, and is to do once more. */
  REOPENED,
  /** The case moved across the line: this side has nothing to do any more. */
  WITHDRAWN;

  /** Those of a part that somebody has still to do. */
  public static final Set<WorkStatus> OPEN =
      EnumSet.of(NEW, TRIAGED, IN_PROGRESS, WAITING, REOPENED);

  /** {@link #OPEN} for a query, in the order that the indexes name them. */
  public static final String OPEN_IN_SQL =
      "('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'REOPENED')";

  /** What a person may set next; withdrawing is done by deciding whose work it is. */
  public List<WorkStatus> next() {
    return switch (this) {
      case NEW -> List.of(TRIAGED, IN_PROGRESS, WAITING, RESOLVED);
      case TRIAGED, REOPENED -> List.of(IN_PROGRESS, WAITING, RESOLVED);
      case IN_PROGRESS -> List.of(WAITING, RESOLVED);
      case WAITING -> List.of(IN_PROGRESS, RESOLVED);
      case RESOLVED -> List.of(CLOSED, REOPENED, IN_PROGRESS);
      case CLOSED -> List.of(REOPENED);
      case WITHDRAWN -> List.of();
    };
  }

  public boolean isOpen() {
    return OPEN.contains(this);
  }

  public boolean isDone() {
    return this == RESOLVED || this == CLOSED;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code done} is an older word for resolved. */
  public static Optional<WorkStatus> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return wanted.equals("done")
        ? Optional.of(RESOLVED)
        : Arrays.stream(values()).filter(s -> s.slug().equals(wanted)).findFirst();
  }
}
