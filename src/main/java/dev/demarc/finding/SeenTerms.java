package dev.demarc.finding;

import dev.demarc.access.CaseScope;
import dev.demarc.responsibility.matrix.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What whoever asks sees, in the terms that {@code case_entry} keeps for it. It makes lists quick;
 * what is seen is decided by {@link dev.demarc.casework.CaseVisibility}.
 */
final class SeenTerms {

  private SeenTerms() {}

  /** Terms of which a case that is seen has one; null where all are. */
  static @Nullable List<String> of(CaseScope sight) {
    return of(sight.queues() == null ? null : sight.queues().toArray(UUID[]::new), sight.side());
  }

  /**
   * @param queues null for all
   * @param onlySide null for both
   */
  static @Nullable List<String> of(UUID @Nullable [] queues, @Nullable String onlySide) {
    if (queues == null) {
      return onlySide == null ? null : List.of("seen:" + Side.valueOf(onlySide));
    }
    var terms = new ArrayList<String>();
    for (var queue : queues) {
      for (var side : Side.values()) {
        if (onlySide == null || onlySide.equals(side.name())) {
          terms.add("seen:" + queue + "/" + side);
        }
      }
    }
    return terms;
  }
}
