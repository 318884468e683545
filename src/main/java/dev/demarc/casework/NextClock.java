package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a case that ran out first, or will: lists are sorted and counted by it.
 *
 * @param measure what it runs to: {@code acknowledge}, {@code resolve}, ...
 * @param side of which part; null where it runs on the case as a whole
 * @param paused whether it stands still; it runs out at {@code dueAt} if the wait ends as planned
 */
public record NextClock(
    String measure,
    String name,
    @Nullable Side side,
    boolean paused,
    Instant startedAt,
    Instant dueAt) {

  /** What a statement has to read for {@link #of}. */
  public static final String COLUMNS =
      "n.measure as clock_measure, n.name as clock_name, n.side as clock_side, n.state as"
          + " clock_state, n.started_at as clock_started, n.due_at as clock_due";

  /** Null where the row has none. */
  public static @Nullable NextClock of(Tuple row) {
    var measure = row.get("clock_measure", String.class);
    if (measure == null) {
      return null;
    }
    var slug = measure.toLowerCase(Locale.ROOT).replace('_', '-');
    var name = row.get("clock_name", String.class);
    var side = row.get("clock_side", String.class);
    return new NextClock(
        slug,
        name == null ? slug : name,
        side == null ? null : Side.valueOf(side),
        row.get("clock_state", String.class).equals("PAUSED"),
        row.get("clock_started", Instant.class),
        row.get("clock_due", Instant.class));
  }
}
