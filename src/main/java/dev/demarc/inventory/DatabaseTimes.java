package dev.demarc.inventory;

import java.time.Instant;

/** The times that the database can compare; a report may name others. */
final class DatabaseTimes {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private DatabaseTimes() {}

  static boolean has(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  static Instant nearest(Instant time) {
    if (time.isBefore(FIRST)) {
      return FIRST;
    }
    return time.isAfter(LAST) ? LAST : time;
  }
}
