package dev.demarc.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team that work is routed to.
 *
 * @param side the side it works for; null for people who decide whose work it is
 * @param clockCritical minutes from the work's arrival until it should be done, by severity
 */
public record Queue(
    @JsonIgnore UUID id,
    String slug,
    String name,
    @Nullable Side side,
    String email,
    int clockCritical,
    int clockHigh,
    int clockMedium,
    int clockLow,
    @JsonIgnore int position) {

  /** The same, with its mail going elsewhere. */
  public Queue withEmail(String other) {
    return new Queue(
        id, slug, name, side, other, clockCritical, clockHigh, clockMedium, clockLow, position);
  }

  /** How long work of this severity may take. */
  public Duration clock(Severity severity) {
    return Duration.ofMinutes(
        switch (severity) {
          case CRITICAL -> clockCritical;
          case HIGH -> clockHigh;
          case MEDIUM -> clockMedium;
          case LOW -> clockLow;
        });
  }
}
