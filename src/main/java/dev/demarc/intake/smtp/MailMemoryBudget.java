package dev.demarc.intake.smtp;

import dev.demarc.intake.Intake;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for mails that are not stored yet: many senders at once must wait for each other
 * before they fill the node.
 */
public final class MailMemoryBudget {

  private final AtomicLong left;

  public MailMemoryBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** An eighth of the heap, and at least two mails of the largest size. */
  static MailMemoryBudget ofThisNode() {
    return new MailMemoryBudget(
        Math.max(2L * Intake.MAX_BYTES, Runtime.getRuntime().maxMemory() / 8));
  }

  /**
   * @return false where there is not as much left; then nothing was taken
   */
  public boolean take(int bytes) {
    return left.getAndUpdate(free -> free >= bytes ? free - bytes : free) >= bytes;
  }

  void giveBack(int bytes) {
    left.addAndGet(bytes);
  }
}
