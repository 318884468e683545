package dev.demarc.shared;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The change of a case that a person makes on this thread just now, so that what it causes (entries
 * of the timeline, mails) can name it without being handed its id through everything between.
 */
public final class ChangeUnderWay {

  private static final ThreadLocal<ChangeUnderWay> CURRENT = new ThreadLocal<>();
  private static final ThreadLocal<UUID> BATCH = new ThreadLocal<>();

  private final UUID id;
  private final UUID caseId;
  private final ChangeUnderWay around;
  private @Nullable String summary;

  private ChangeUnderWay(UUID id, UUID caseId, ChangeUnderWay around) {
    this.id = id;
    this.caseId = caseId;
    this.around = around;
  }

  /** Empty where the engine works, or a job. */
  public static Optional<ChangeUnderWay> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Does the work as a change of that case. */
  public static ChangeUnderWay run(UUID id, UUID caseId, Runnable work) {
    var change = new ChangeUnderWay(id, caseId, CURRENT.get());
    CURRENT.set(change);
    try {
      work.run();
      return change;
    } finally {
      if (change.around == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(change.around);
      }
    }
  }

  /** Has all changes that the work makes, of whatever cases, be taken back by one word. */
  public static <T> T batch(UUID batch, Supplier<T> work) {
    BATCH.set(batch);
    try {
      return work.get();
    } finally {
      BATCH.remove();
    }
  }

  public UUID id() {
    return id;
  }

  public boolean isOf(UUID wanted) {
    return caseId.equals(wanted);
  }

  /** What it is taken back with; null where it stands by itself. */
  public @Nullable UUID batch() {
    return BATCH.get() != null ? BATCH.get() : around == null ? null : around.batchOfOthers();
  }

  private UUID batchOfOthers() {
    return around == null ? id : around.batchOfOthers();
  }

  /** Takes the first thing that is said of its case for what it did. */
  public void said(UUID of, String what) {
    if (summary == null && caseId.equals(of)) {
      summary = what;
    }
  }

  /** What it did, as it reads on after who did it; null where nothing was said. */
  public @Nullable String summary() {
    return summary;
  }
}
