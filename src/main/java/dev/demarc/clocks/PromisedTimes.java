package dev.demarc.clocks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By when the clocks of a case have people look at it, and do or say the next thing. */
@ApplicationScoped
public class PromisedTimes {

  private static final Set<Measure> OF_WORDS =
      Set.of(Measure.FIRST_ACTION, Measure.UPDATE, Measure.RESOLVE);

  /**
   * Times that are not past: a promise that was not kept is none to tell of.
   *
   * @param read by when somebody looks at it; null where that is not promised, or done
   * @param word by when something is done or said; null where that is not promised
   */
  public record Promised(@Nullable Instant read, @Nullable Instant word) {

    public static final Promised NOTHING = new Promised(null, null);
  }

  private final CaseClocks clocks;
  private final BusinessCalendars calendars;
  private final Clock clock;

  PromisedTimes(CaseClocks clocks, BusinessCalendars calendars, Clock clock) {
    this.clocks = clocks;
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * @param lastWord when whoever is promised something last had a word of it, or saw that something
   *     was done: notes that they do not read begin the clock to the next update anew, and their
   *     promise stays
   */
  @Transactional
  public Promised of(UUID caseId, Instant lastWord) {
    var running =
        clocks.live(caseId).stream()
            .filter(c -> c.side != null && c.state == CaseClock.State.RUNNING)
            .toList();
    return new Promised(
        first(running.stream().filter(c -> c.measure == Measure.ACKNOWLEDGE).map(c -> c.dueAt)),
        first(
            running.stream().filter(c -> OF_WORDS.contains(c.measure)).map(c -> end(c, lastWord))));
  }

  private Instant end(CaseClock of, Instant lastWord) {
    return of.measure == Measure.UPDATE
        ? calendars.time(of.calendar).end(lastWord, Duration.ofSeconds(of.targetSeconds))
        : of.dueAt;
  }

  private @Nullable Instant first(Stream<Instant> ends) {
    var now = clock.instant();
    return ends.filter(end -> end.isAfter(now)).min(Comparator.naturalOrder()).orElse(null);
  }
}
