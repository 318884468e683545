package dev.demarc.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose cases somebody sees: those with work in one of some queues, and for one side.
 *
 * @param queues null for every queue
 * @param side the name of a side, {@code AWS} or {@code CUSTOMER}; null for both
 */
public record CaseScope(@Nullable Set<UUID> queues, @Nullable String side) {

  public static final CaseScope ALL = new CaseScope(null, null);
  public static final CaseScope NOTHING = new CaseScope(Set.of(), null);

  public static CaseScope of(UUID @Nullable [] queues, @Nullable String side) {
    return new CaseScope(queues == null ? null : Set.of(queues), side);
  }

  public boolean isAll() {
    return queues == null && side == null;
  }

  public boolean hasQueue(UUID queue) {
    return queues == null || queues.contains(queue);
  }

  /** Whether a part of a case is theirs to work on. */
  public boolean has(UUID queue, String side) {
    return hasQueue(queue) && (this.side == null || this.side.equals(side));
  }

  /** Whether two could be meant to work on the same. */
  public boolean overlaps(CaseScope other) {
    boolean ofOneQueue =
        queues == null || other.queues == null || queues.stream().anyMatch(other.queues::contains);
    return ofOneQueue && (side == null || other.side == null || side.equals(other.side));
  }
}
