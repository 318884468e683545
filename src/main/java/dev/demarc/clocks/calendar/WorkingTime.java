package dev.demarc.clocks.calendar;

import java.time.Duration;
import java.time.Instant;

/** Which time counts for a clock. */
public interface WorkingTime {

  /** Every second counts. */
  WorkingTime AROUND_THE_CLOCK =
      new WorkingTime() {
        @Override
        public Instant end(Instant from, Duration work) {
          return from.plus(work);
        }

        @Override
        public Duration between(Instant from, Instant to) {
          return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
      };

  /** The earliest time at which so much has counted since; {@code from} itself for nothing. */
  Instant end(Instant from, Duration work);

  /** How much counts between the two; nothing where the second is not later. */
  Duration between(Instant from, Instant to);
}
