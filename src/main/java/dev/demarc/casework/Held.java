package dev.demarc.casework;

import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator.Role;
import java.util.List;

/** Whose thing a case is about, as the first thing that the report names and somebody holds. */
record Held(String owner, String accountId, String region) {

  private static final Held NOBODY = new Held(null, null, null);

  /** Somebody's victim is not the one to act, so targets do not count. */
  static Held of(List<Holding> holdings) {
    return holdings.stream()
        .filter(h -> h.known() == Holding.Known.INVENTORY)
        .filter(h -> h.indicator().role() != Role.TARGET)
        .findFirst()
        .map(h -> new Held(h.owner(), h.accountId(), h.region()))
        .orElse(NOBODY);
  }
}
