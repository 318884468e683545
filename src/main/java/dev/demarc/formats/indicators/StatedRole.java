package dev.demarc.formats.indicators;

import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;

/** What a report says that a thing is, and what that rests on. */
record StatedRole(Role role, Basis basis, boolean isSuspected) {

  static final StatedRole NOTHING = new StatedRole(Role.MENTIONED, Basis.MENTION);

  StatedRole(Role role, Basis basis) {
    this(role, basis, false);
  }

  /**
   * Not sure of it: only named, in a sentence that accuses, and so the source where nothing else
   * is; or named in a subject, until the text says otherwise.
   */
  StatedRole suspected() {
    return new StatedRole(role, basis, true);
  }

  /**
   * Whether this counts where a report says both: what it accuses is no link of its sender's,
   * wherever else that stands, and else the firmer basis counts, or the first of two that are
   * alike.
   */
  boolean outweighs(StatedRole known) {
    if (role == Role.MENTIONED) {
      return isSuspected && known.role == Role.MENTIONED && basis.compareTo(known.basis) >= 0;
    }
    if (known.role == Role.MENTIONED) {
      return true;
    }
    if (known.isSuspected && !isSuspected) {
      return basis.compareTo(known.basis) >= 0;
    }
    boolean accused = role == Role.SOURCE && known.role == Role.FURNITURE;
    int firmer = basis.compareTo(known.basis);
    return firmer > 0 || firmer == 0 && accused;
  }
}
