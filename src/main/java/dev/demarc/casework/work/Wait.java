package dev.demarc.casework.work;

import dev.demarc.casework.WaitingOn;
import dev.demarc.shared.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On whom a part is to wait, and until when.
 *
 * @param on null for nobody in particular, or as it was
 * @param until when it comes back by itself; null for the time that the desk's settings say, or as
 *     it was
 */
public record Wait(@Nullable WaitingOn on, @Nullable Instant until) {

  /**
   * @return null where neither is said
   * @throws Problem INVALID where {@code on} is none of {@link WaitingOn}
   */
  public static @Nullable Wait of(@Nullable String on, @Nullable Instant until) {
    if (on == null && until == null) {
      return null;
    }
    return new Wait(
        on == null
            ? null
            : WaitingOn.of(on)
                .orElseThrow(
                    () -> Problem.invalid("waitingOn", "must be one of " + WaitingOn.slugs())),
        until);
  }
}
