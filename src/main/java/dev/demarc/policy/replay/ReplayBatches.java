package dev.demarc.policy.replay;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes over past cases batch by batch, each in a transaction of its own that also says how far it
 * has come: a node that dies costs one batch, and another goes on there.
 */
public final class ReplayBatches<R extends StoredReplay> {

  private static final Logger LOG = Logger.getLogger(ReplayBatches.class);

  /**
   * Looks at the next cases.
   *
   * @param <D> what decides, now and by the draft
   */
  public interface Batch<R, D> {

    /**
     * @return whether there were any; without, the replay is done
     */
    boolean lookAt(R replay, D deciding);
  }

  private final Class<R> kind;
  private final EntityManager database;
  private final Clock clock;

  public ReplayBatches(Class<R> kind, EntityManager database, Clock clock) {
    this.kind = kind;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param deciding makes what decides, once for all batches
   */
  public <D> void run(UUID id, Function<R, D> deciding, Batch<R, D> batch) {
    try {
      var made = QuarkusTransaction.requiringNew().call(() -> made(id, deciding));
      boolean more = made != null;
      while (more) {
        more = QuarkusTransaction.requiringNew().call(() -> next(id, made, batch));
      }
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "Replay %s failed", id);
      QuarkusTransaction.requiringNew().run(() -> fail(id, failure));
    }
  }

  /** Null where the draft is gone, and its replay with it. */
  private <D> @Nullable D made(UUID id, Function<R, D> deciding) {
    var replay = database.find(kind, id);
    return replay == null ? null : deciding.apply(replay);
  }

  private <D> boolean next(UUID id, D deciding, Batch<R, D> batch) {
    var replay = database.find(kind, id, LockModeType.PESSIMISTIC_WRITE);
    if (replay == null || !replay.isRunning()) {
      return false;
    }
    boolean any = replay.left() > 0 && batch.lookAt(replay, deciding);
    if (!any) {
      replay.done(clock.instant());
    }
    return any;
  }

  private void fail(UUID id, RuntimeException failure) {
    var replay = database.find(kind, id);
    if (replay != null) {
      replay.fail(failure, clock.instant());
    }
  }
}
