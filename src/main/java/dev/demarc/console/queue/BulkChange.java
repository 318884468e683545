package dev.demarc.console.queue;

import java.util.List;
import java.util.UUID;

/**
 * One change to all cases that a filter found.
 *
 * @param id also the batch by which it is taken back
 * @param total how many cases were found
 * @param taken how many of them were taken in hand
 * @param refused why some were not changed; the first hundred
 */
public record BulkChange(
    UUID id,
    String filter,
    PickedChange.Wanted wanted,
    int total,
    int taken,
    int changed,
    List<String> refused) {

  public boolean isDone() {
    return taken >= total;
  }

  /** How many were not changed. */
  public int getLeftAlone() {
    return taken - changed;
  }
}
