package dev.demarc.intake;

import dev.demarc.intake.blobs.BlobLocation;
import java.util.UUID;

/** A delivery whose bytes are where they go, and which is no report yet. */
public final class PendingReport {

  final UUID id;
  final Delivery delivery;
  final BlobLocation place;

  PendingReport(UUID id, Delivery delivery, BlobLocation place) {
    this.id = id;
    this.delivery = delivery;
    this.place = place;
  }
}
