package dev.demarc.intake;

import java.util.UUID;

/** A delivery whose bytes are where they go, and which is no report yet. */
public final class Kept {

  final UUID id;
  final Delivery delivery;
  final Place place;

  Kept(UUID id, Delivery delivery, Place place) {
    this.id = id;
    this.delivery = delivery;
    this.place = place;
  }
}
