package dev.demarc.shared;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Stores something in a transaction, and says of a failure of the database what is known then. */
public final class Commit {

  private static final Logger LOG = Logger.getLogger(Commit.class);

  private record Done(Object result) {}

  private Commit() {}

  /**
   * Runs the work and commits it.
   *
   * @throws Problem UNAVAILABLE where the database failed and certainly nothing was stored
   * @throws OutcomeUnknown where the answer to the commit was lost
   */
  public static <T> T of(Supplier<T> work) {
    var done = new AtomicReference<Done>();
    return beforeStoring(
        () -> {
          try {
            return QuarkusTransaction.joiningExisting()
                .call(
                    () -> {
                      var result = work.get();
                      done.set(new Done(result));
                      return result;
                    });
          } catch (RuntimeException failure) {
            if (done.get() == null
                || DatabaseFailure.of(failure).isEmpty()
                || DatabaseFailure.isServersWord(failure)) {
              throw failure;
            }
            LOG.error("The answer to a commit was lost", failure);
            throw new OutcomeUnknown(done.get().result(), failure);
          }
        });
  }

  /**
   * Runs what comes before anything is stored.
   *
   * @throws Problem UNAVAILABLE where the database failed
   */
  public static <T> T beforeStoring(Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem | OutcomeUnknown said) {
      throw said;
    } catch (RuntimeException failure) {
      var kind = DatabaseFailure.of(failure);
      if (kind.isEmpty()) {
        throw failure;
      }
      LOG.error("Nothing was stored, and its sender was told to come back", failure);
      throw nothingStored(kind.get());
    }
  }

  /** For a caller who has heard of no part of it being stored. */
  public static Problem nothingStored(DatabaseFailure kind) {
    return new Problem(
        ProblemType.UNAVAILABLE,
        "Nothing was stored: " + kind.words() + ". Send the same request again in a few seconds.");
  }
}
