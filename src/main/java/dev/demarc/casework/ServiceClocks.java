package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By when the parts of a case are to be done: what casework asks of the clocks that run on them.
 */
public interface ServiceClocks {

  /**
   * When a part that begins now in this queue is to be done.
   *
   * @param policy the clock policy that the routing rules gave it; null where they gave none
   */
  Instant endOfNew(TimedCase on, Side side, UUID queueId, @Nullable String policy);

  /**
   * Brings the clocks of a case in line with its parts, within the running transaction: they begin,
   * pause, go on and end as the parts do. The case is held by the caller.
   *
   * @return when each open part is to be done
   */
  Map<Side, Instant> follow(TimedCase on);
}
