package dev.demarc.clocks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.clocks.CaseClock.State;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clocks of one case as people see them, and how long its parts took. */
@ApplicationScoped
public class CaseTimes {

  /**
   * One clock.
   *
   * @param side null where it runs on the case as a whole
   * @param policy null where it is no policy's but what a source wants
   * @param state running, paused, met, missed or cancelled
   * @param pauseReason why it stands still; null where it does not
   * @param dueAt while it stands still: when it will end if the wait ends as planned
   * @param remainingSeconds what was left of it when it began to stand still; null otherwise
   * @param extensionAskedTo until when more time was asked for; null where it was not, or where the
   *     answer is there
   * @param missedAt when it was seen to have run out; null where it has not
   */
  public record ClockLine(
      UUID id,
      @Nullable Side side,
      Measure measure,
      @Nullable String name,
      @Nullable String policy,
      String state,
      String within,
      Instant startedAt,
      @Nullable Instant dueAt,
      @Nullable Instant warnAt,
      @Nullable Instant pausedAt,
      @Nullable String pauseReason,
      @Nullable Long remainingSeconds,
      boolean setByHand,
      @Nullable Instant extensionAskedTo,
      @Nullable Instant missedAt,
      int escalated,
      @Nullable Instant stoppedAt,
      @Nullable String stoppedBy) {

    @JsonIgnore
    public boolean isLive() {
      return stoppedAt == null;
    }

    /** Whether a person ends it, and no change of a part. */
    @JsonIgnore
    public boolean isEndedByHand() {
      return isLive() && (measure == Measure.NOTICE || measure == Measure.ANSWER);
    }
  }

  /**
   * How long a part took; what is null did not happen or was not promised. Seconds count by the
   * calendar of its policy, without the time its clock stood still.
   */
  public record Times(
      Side side,
      @Nullable String policy,
      Instant beganAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Instant acknowledgeDue,
      @Nullable Long acknowledgeSeconds,
      @Nullable Instant firstActionAt,
      @Nullable Instant firstActionDue,
      @Nullable Long firstActionSeconds,
      @Nullable Instant resolvedAt,
      @Nullable Instant resolveDue,
      @Nullable Long resolveSeconds,
      long pausedSeconds,
      int reopened) {}

  /**
   * @param awareAt since when the desk knows, where that was recorded
   * @param live those that run or stand still, the next to end first
   * @param ended the others, the last to end first; 50 at most
   */
  public record CaseClocksView(
      String caseKey,
      @Nullable Instant awareAt,
      List<ClockLine> live,
      List<ClockLine> ended,
      List<Times> times) {}

  private static final int ENDED = 50;

  private final CaseAccess cases;
  private final CaseClocks clocks;
  private final EntityManager database;

  CaseTimes(CaseAccess cases, CaseClocks clocks, EntityManager database) {
    this.cases = cases;
    this.clocks = clocks;
    this.database = database;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CaseClocksView of(CaseKey key) {
    var on = cases.read(key);
    var all = clocks.of(on.id());
    return new CaseClocksView(
        key.value(),
        awareAt(on.id()),
        all.stream()
            .filter(CaseClock::isLive)
            .sorted(Comparator.comparing((CaseClock c) -> c.dueAt))
            .map(CaseTimes::line)
            .toList(),
        all.stream()
            .filter(c -> !c.isLive() && c.state != State.CANCELLED)
            .sorted(Comparator.comparing((CaseClock c) -> c.stoppedAt).reversed())
            .limit(ENDED)
            .map(CaseTimes::line)
            .toList(),
        times(on.id()));
  }

  private static ClockLine line(CaseClock c) {
    boolean warns = c.warnSeconds > 0 && c.warnedAt == null && c.isLive();
    return new ClockLine(
        c.id,
        c.side,
        c.measure,
        c.name,
        c.policy,
        c.state.name().toLowerCase(Locale.ROOT),
        ClockLength.exactly(Duration.ofSeconds(c.targetSeconds)).words(),
        c.startedAt,
        c.dueAt,
        warns ? c.warnAt() : null,
        c.pausedAt,
        c.pauseReason,
        c.state == State.PAUSED ? (Long) c.remainingSeconds : null,
        c.setByHand,
        c.extensionAskedTo,
        c.missedAt,
        c.escalated,
        c.stoppedAt,
        c.stoppedBy);
  }

  private List<Times> times(UUID caseId) {
    return database
        .createQuery("from PartTimes where caseId = :id order by side", PartTimes.class)
        .setParameter("id", caseId)
        .getResultStream()
        .map(
            t ->
                new Times(
                    t.side,
                    t.policy,
                    t.beganAt,
                    t.acknowledgedAt,
                    t.acknowledgeDue,
                    t.acknowledgeSeconds,
                    t.firstActionAt,
                    t.firstActionDue,
                    t.firstActionSeconds,
                    t.resolvedAt,
                    t.resolveDue,
                    t.resolveSeconds,
                    t.pausedSeconds,
                    t.reopened))
        .toList();
  }

  private @Nullable Instant awareAt(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select aware_at from case_awareness where case_id = :id", Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.isEmpty() ? null : ((Tuple) rows.get(0)).get(0, Instant.class);
  }
}
