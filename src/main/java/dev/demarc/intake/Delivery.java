package dev.demarc.intake;

import dev.demarc.shared.Submitter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report on its way in: the bytes and all that the transport said about them.
 *
 * @param submitter never null
 * @param idempotencyKey the caller's own name for this submission; null where there is none
 * @param messageId without angle brackets; null where the report is no mail or has none
 * @param envelopeFrom the SMTP sender, empty for a bounce; null where there was no envelope
 * @param filing when the worker should file it if nobody has by then
 * @param receivedAt null for the time of storing
 */
public record Delivery(
    Channel channel,
    String contentType,
    byte[] raw,
    Submitter submitter,
    @Nullable String idempotencyKey,
    @Nullable String messageId,
    @Nullable String envelopeFrom,
    List<String> envelopeTo,
    @Nullable String remoteAddress,
    boolean sample,
    FilingMode filing,
    @Nullable Instant receivedAt) {

  /** Whether the caller files the report in its own request, or leaves that to the worker. */
  public enum FilingMode {
    BY_CALLER,
    BY_WORKER
  }

  public static Delivery overRest(
      String contentType,
      byte[] raw,
      Submitter submitter,
      @Nullable String idempotencyKey,
      FilingMode filing) {
    return overRest(contentType, raw, submitter, idempotencyKey, filing, null);
  }

  /**
   * @param receivedAt the time that it was read with already; null for the time of storing
   */
  public static Delivery overRest(
      String contentType,
      byte[] raw,
      Submitter submitter,
      @Nullable String idempotencyKey,
      FilingMode filing,
      @Nullable Instant receivedAt) {
    return new Delivery(
        Channel.REST,
        contentType,
        raw,
        submitter,
        idempotencyKey,
        contentType.startsWith("message/rfc822") ? MessageId.of(raw) : null,
        null,
        List.of(),
        null,
        false,
        filing,
        receivedAt);
  }

  public Delivery asSample() {
    return new Delivery(
        channel,
        contentType,
        raw,
        submitter,
        idempotencyKey,
        messageId,
        envelopeFrom,
        envelopeTo,
        remoteAddress,
        true,
        filing,
        receivedAt);
  }
}
