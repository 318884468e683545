package dev.demarc.console.queue;

import dev.demarc.casework.views.CaseLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the queue, divided by clock where it is sorted by it. Pure.
 *
 * @param clock null where the list is not divided
 * @param count how many cases of the view are in the group; 0 where that is not known
 */
public record QueueGroups(@Nullable ClockGroup clock, long count, List<CaseLine> lines) {

  static List<QueueGroups> of(List<CaseLine> page, boolean byClock, ViewTally tally, Instant now) {
    if (!byClock) {
      return page.isEmpty() ? List.of() : List.of(new QueueGroups(null, 0, page));
    }
    var groups = new ArrayList<QueueGroups>();
    for (var clock : ClockGroup.values()) {
      var lines = page.stream().filter(l -> ClockGroup.of(l.dueAt(), now) == clock).toList();
      if (!lines.isEmpty()) {
        groups.add(new QueueGroups(clock, count(clock, tally), lines));
      }
    }
    return groups;
  }

  private static long count(ClockGroup clock, ViewTally tally) {
    return switch (clock) {
      case OVERDUE -> tally.overdue();
      case SOON -> tally.soon();
      case DAY, LATER, NONE -> 0;
    };
  }
}
