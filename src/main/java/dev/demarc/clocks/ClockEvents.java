package dev.demarc.clocks;

import dev.demarc.casework.timeline.CaseHappened;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.clocks.WorkInHand.OpenPart;
import dev.demarc.clocks.calendar.WorkingTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * What people do on a case besides moving its parts counts for its clocks too: a note acknowledges,
 * and one that goes out is an answer.
 */
@ApplicationScoped
class ClockEvents {

  /** Those that change parts, and so are seen when these are followed. */
  private static final Set<String> OF_PARTS =
      Set.of(
          "assigned",
          "status",
          "routed",
          "withdrawn",
          "closed",
          "reopened",
          "merged",
          "unmerged",
          "split-undone",
          "undone");

  private static final Set<String> ACTIONS = Set.of("overruled", "enforcement");

  private final CaseClocks clocks;
  private final PartClocks parts;
  private final MeasuredTimes times;
  private final BusinessCalendars calendars;
  private final WorkInHand work;

  ClockEvents(
      CaseClocks clocks,
      PartClocks parts,
      MeasuredTimes times,
      BusinessCalendars calendars,
      WorkInHand work) {
    this.clocks = clocks;
    this.parts = parts;
    this.times = times;
    this.calendars = calendars;
    this.work = work;
  }

  void happened(@Observes CaseHappened event) {
    if (!event.isByPerson() || OF_PARTS.contains(event.kind())) {
      return;
    }
    var now = event.at().truncatedTo(ChronoUnit.MILLIS);
    boolean written = event.visibility() == Visibility.REPORTER && event.kind().equals("note");
    boolean action = written || ACTIONS.contains(event.kind());
    var theirs = theirs(event);
    for (var clock : clocks.live(event.caseId())) {
      if (clock.side == null) {
        answered(clock, written, event, now);
      } else if (theirs.stream().anyMatch(part -> part.side() == clock.side)) {
        count(clock, action, event, now);
      }
    }
  }

  /** The parts that they have; where they have none, whoever sees the case speaks for all. */
  private List<OpenPart> theirs(CaseHappened event) {
    var open = work.of(event.caseId());
    var own = open.stream().filter(p -> event.actor().name().equals(p.assignee())).toList();
    return own.isEmpty() ? open : own;
  }

  private static void answered(CaseClock clock, boolean written, CaseHappened event, Instant now) {
    if (written && clock.measure == Measure.ANSWER) {
      clock.stop(WorkingTime.AROUND_THE_CLOCK, now, event.actor().name());
    }
  }

  private void count(CaseClock clock, boolean action, CaseHappened event, Instant now) {
    switch (clock.measure) {
      case ACKNOWLEDGE -> stop(clock, event, now);
      case FIRST_ACTION -> {
        if (action) {
          stop(clock, event, now);
        }
      }
      case UPDATE -> {
        if (clock.state == CaseClock.State.RUNNING) {
          parts.updated(clock, now);
        }
      }
      default -> {
        // ends with the part
      }
    }
  }

  private void stop(CaseClock clock, CaseHappened event, Instant now) {
    var time = calendars.time(clock.calendar);
    clock.stop(time, now, event.actor().name());
    times.stopped(clock, time, now);
  }
}
