package dev.demarc.access;

import dev.demarc.shared.Actor;

/** Hears that somebody may no longer sign in, to hand on what they had. */
public interface DeactivationListener {

  /** Called in the transaction that deactivates the person. */
  void deactivated(String username, Actor by);
}
