package dev.demarc.intake;

import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.shared.Commit;
import dev.demarc.shared.DatabaseFailure;
import dev.demarc.shared.OutcomeUnknown;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits the entry of reports. Where the database goes away at the commit, it finds out whether
 * they are in, and otherwise tells the caller how to repeat the request without storing it twice.
 */
@ApplicationScoped
class ReportCommits {

  private static final Logger LOG = Logger.getLogger(ReportCommits.class);

  private final ReportStore store;
  private final DiskSpace disk;
  private final MeterRegistry meters;

  ReportCommits(ReportStore store, DiskSpace disk, MeterRegistry meters) {
    this.store = store;
    this.disk = disk;
    this.meters = meters;
    for (var channel : Channel.values()) {
      count(channel, 0);
    }
  }

  private void count(Channel channel, long reports) {
    meters.counter("demarc.reports.received", "channel", channel.slug()).increment(reports);
  }

  Receipt commit(PendingReport pending) {
    var receipt = committed(pending);
    count(pending.delivery.channel(), receipt.repeat() ? 0 : 1);
    return receipt;
  }

  private Receipt committed(PendingReport pending) {
    var delivery = pending.delivery;
    var name = ReportStore.name(delivery, pending.id);
    try {
      return Commit.of(() -> stored(pending));
    } catch (OutcomeUnknown lost) {
      var receipt = (Receipt) lost.result();
      return settled(
          receipt,
          List.of(receipt),
          name,
          () -> notKnown(delivery.channel(), delivery.idempotencyKey(), pending.id));
    }
  }

  List<Receipt> commit(List<UUID> ids, Batch batch, BlobLocation place) {
    var receipts = committed(ids, batch, place);
    count(batch.channel(), receipts.stream().filter(receipt -> !receipt.repeat()).count());
    return receipts;
  }

  private List<Receipt> committed(List<UUID> ids, Batch batch, BlobLocation place) {
    var name = ReportStore.name(batch, ids.get(0));
    try {
      return Commit.of(() -> storing(() -> store.register(ids, batch, place)));
    } catch (OutcomeUnknown lost) {
      @SuppressWarnings("unchecked")
      var receipts = (List<Receipt>) lost.result();
      return settled(
          receipts,
          receipts,
          name,
          () -> notKnown(batch.channel(), batch.idempotencyKey(), ids.get(0)));
    }
  }

  /** In the caller's transaction, and counted whether that is committed or not. */
  Receipt register(PendingReport pending) {
    var receipt = stored(pending);
    count(pending.delivery.channel(), receipt.repeat() ? 0 : 1);
    return receipt;
  }

  private Receipt stored(PendingReport pending) {
    byte[] digest = Sha256.of(pending.delivery.raw());
    return storing(() -> store.register(pending.id, pending.delivery, digest, pending.place));
  }

  private <T> T storing(Supplier<T> statements) {
    try {
      return statements.get();
    } catch (RuntimeException failure) {
      if (OutOfSpace.isBehind(failure)) {
        disk.isFull();
        throw new OutOfSpace(failure);
      }
      throw failure;
    }
  }

  /** All of them are in, or none is: the first that would be new tells. */
  private <T> T settled(T result, List<Receipt> receipts, String name, Supplier<Problem> notKnown) {
    var fresh = receipts.stream().filter(receipt -> !receipt.repeat()).findFirst();
    boolean in;
    try {
      in = fresh.isEmpty() || store.isEntered(fresh.get().reportId(), name);
    } catch (RuntimeException failure) {
      LOG.error("It is not known whether a report was stored; its sender is told so", failure);
      throw notKnown.get();
    }
    if (!in) {
      throw Commit.nothingStored(DatabaseFailure.CONNECTION_LOST);
    }
    return result;
  }

  private static Problem notKnown(Channel channel, @Nullable String key, UUID id) {
    var repeat =
        channel != Channel.REST
            ? "Send the same again in a few seconds: it is stored once."
            : key != null
                ? "Send the same request again in a few seconds, with the same Idempotency-Key: it"
                    + " is stored once."
                : "Send the same request again in a few seconds, with the header 'Idempotency-Key: "
                    + id
                    + "': it is stored once.";
    return Problem.repeatableAs(
        key == null ? id.toString() : key,
        ProblemType.OUTCOME_UNKNOWN,
        "It is not known whether the report was stored: the database went away. " + repeat);
  }
}
