package dev.demarc.finding;

import dev.demarc.access.CaseScope;
import dev.demarc.responsibility.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * What whoever asks sees, in the terms that {@code case_entry} keeps for it. It makes lists quick;
 * what is seen is decided by {@link dev.demarc.casework.CaseVisibility}.
 */
final class SeenTerms {

  private SeenTerms() {}

  /** Terms of which a case that is seen has one; null where all are. */
  static List<String> of(CaseScope sight) {
    if (sight.isAll()) {
      return null;
    }
    if (sight.queues() == null) {
      return List.of("seen:" + Side.valueOf(sight.side()));
    }
    var terms = new ArrayList<String>();
    for (var queue : sight.queues()) {
      for (var side : Side.values()) {
        if (sight.has(queue, side.name())) {
          terms.add("seen:" + queue + "/" + side);
        }
      }
    }
    return terms;
  }
}
