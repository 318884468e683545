package dev.demarc.intake;

import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.shared.Submitter;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the reports of one body that holds many, on their way in together.
 *
 * @param idempotencyKey the caller's own name for the whole body; null where there is none
 */
public record Batch(
    Channel channel, Submitter submitter, String idempotencyKey, List<Delivery> deliveries) {

  /** About what a transaction should hold: many small reports or a few large ones. */
  private static final int MOST = 500;

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  public static Batch of(Channel channel, Submitter submitter, String idempotencyKey) {
    return new Batch(channel, submitter, idempotencyKey, new ArrayList<>());
  }

  /**
   * @param place where it stands in the body, from 1; with the body's key it is the report's own
   */
  public void add(int place, String contentType, byte[] raw) {
    deliveries.add(
        new Delivery(
            channel,
            contentType,
            raw,
            submitter,
            idempotencyKey == null ? null : idempotencyKey + "#" + place,
            null,
            null,
            List.of(),
            null,
            false,
            FilingMode.BY_WORKER,
            null));
  }

  public boolean isFull() {
    return deliveries.size() >= MOST
        || deliveries.stream().mapToLong(delivery -> delivery.raw().length).sum() >= MOST_BYTES;
  }
}
