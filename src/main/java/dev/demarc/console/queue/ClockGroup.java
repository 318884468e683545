package dev.demarc.console.queue;

import java.time.Duration;
import java.time.Instant;

/** When the next clock of a case ends, as the queue is divided by it; the most urgent first. */
public enum ClockGroup {
  OVERDUE("Overdue"),
  SOON("Due within the hour"),
  DAY("Due within a day"),
  LATER("Later"),
  NONE("No clock runs");

  private final String title;

  ClockGroup(String title) {
    this.title = title;
  }

  /**
   * @param due null where no clock runs
   */
  static ClockGroup of(Instant due, Instant now) {
    if (due == null) {
      return NONE;
    }
    var left = Duration.between(now, due);
    if (left.isNegative()) {
      return OVERDUE;
    }
    if (left.compareTo(Duration.ofHours(1)) < 0) {
      return SOON;
    }
    return left.compareTo(Duration.ofDays(1)) < 0 ? DAY : LATER;
  }

  public String getTitle() {
    return title;
  }

  public boolean isLate() {
    return this == OVERDUE;
  }
}
