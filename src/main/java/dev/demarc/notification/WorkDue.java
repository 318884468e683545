package dev.demarc.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when a team has to do something.
 *
 * @param first when the clock runs out that does so first
 * @param clock what it runs to; null where it is the work itself
 * @param work when the work is to be done
 */
public record WorkDue(Instant first, @Nullable String clock, Instant work) {

  public static WorkDue whenDone(Instant work) {
    return new WorkDue(work, null, work);
  }

  /** As a mail says it, in UTC as mails do: {@code Due 2026-11-20T10:15:00Z (UTC)}. */
  public String inWords() {
    return "Due " + first + " (UTC)" + (clock == null ? "" : ": " + clock + "; done by " + work);
  }
}
