package dev.demarc.clocks;

import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.responsibility.matrix.Side;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A clock that runs on a case, or ran. */
@Entity
@Table(name = "case_clock")
class CaseClock {

  enum State {
    RUNNING,
    PAUSED,
    /** In time. */
    MET,
    /** Too late. */
    MISSED,
    /** What it ran to is not asked for any more. */
    CANCELLED;

    boolean isLive() {
      return this == RUNNING || this == PAUSED;
    }
  }

  @Id UUID id;

  @Column(name = "case_id")
  UUID caseId;

  /** Null where it runs on the case as a whole. */
  @Enumerated(EnumType.STRING)
  @Nullable Side side;

  @Enumerated(EnumType.STRING)
  Measure measure;

  @Nullable String name;

  /** The policy's slug; null where no policy is behind it but the word of a source. */
  @Nullable String policy;

  @Column(name = "policy_version")
  int policyVersion;

  /** The slug of the calendar whose hours count; null around the clock. */
  @Nullable String calendar;

  @Nullable String basis;

  /** How much the policy gives, in seconds that count; about so for months. */
  @Column(name = "target_seconds")
  long targetSeconds;

  @Column(name = "warn_seconds")
  long warnSeconds;

  @Enumerated(EnumType.STRING)
  State state;

  @Column(name = "started_at")
  Instant startedAt;

  /** While it is paused: when it will end if the wait ends when it is to. */
  @Column(name = "due_at")
  Instant dueAt;

  /** What the part's own end was set to, to see where somebody else changed it. */
  @Column(name = "part_due")
  @Nullable Instant partDue;

  /** How far the part was when it was last looked at, to see where somebody did something. */
  @Column(name = "part_state")
  @Nullable String partState;

  @Column(name = "paused_at")
  @Nullable Instant pausedAt;

  @Column(name = "pause_reason")
  @Nullable String pauseReason;

  @Column(name = "remaining_seconds")
  long remainingSeconds;

  /** How much time that counts it stood still, without the pause that lasts. */
  @Column(name = "paused_seconds")
  long pausedSeconds;

  @Column(name = "set_by_hand")
  boolean setByHand;

  @Column(name = "extension_asked_at")
  @Nullable Instant extensionAskedAt;

  @Column(name = "extension_asked_to")
  @Nullable Instant extensionAskedTo;

  @Column(name = "warned_at")
  @Nullable Instant warnedAt;

  @Column(name = "missed_at")
  @Nullable Instant missedAt;

  /** How many steps of the escalation were taken. */
  int escalated;

  /** User names of those who were called since it ran out. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> called = List.of();

  /** When something is to be done about it; null where nothing is. */
  @Column(name = "next_at")
  @Nullable Instant nextAt;

  @Column(name = "stopped_at")
  @Nullable Instant stoppedAt;

  @Column(name = "stopped_by")
  @Nullable String stoppedBy;

  boolean isLive() {
    return state.isLive();
  }

  /** Sets when it ends; warns anew where that is later than now. */
  void endAt(Instant due, WorkingTime time, Instant now) {
    dueAt = due;
    if (state == State.PAUSED) {
      remainingSeconds = time.between(now, due).toSeconds();
    }
    if (due.isAfter(now)) {
      missedAt = null;
      escalated = 0;
      called = List.of();
      if (warnSeconds > 0 && now.isBefore(warnAt())) {
        warnedAt = null;
      }
    }
    ringNext();
  }

  /** When it warns; counted back in plain time, so that nobody is warned at the last moment. */
  @Nullable Instant warnAt() {
    return warnSeconds == 0 ? dueAt : dueAt.minusSeconds(warnSeconds);
  }

  void pause(String reason, WorkingTime time, @Nullable Instant until, Instant now) {
    if (state == State.RUNNING) {
      remainingSeconds = time.between(now, dueAt).toSeconds();
      pausedAt = now;
      state = State.PAUSED;
    }
    pauseReason = reason;
    nextAt = null;
    if (remainingSeconds > 0) {
      dueAt = time.end(until == null || until.isBefore(now) ? now : until, remaining());
    }
  }

  /** Of a clock that stands still. */
  Instant pausedSince() {
    return Objects.requireNonNull(pausedAt, "a clock that stands still says since when");
  }

  void goOn(WorkingTime time, Instant now) {
    pausedSeconds += time.between(pausedSince(), now).toSeconds();
    state = State.RUNNING;
    pausedAt = null;
    pauseReason = null;
    if (remainingSeconds > 0) {
      dueAt = time.end(now, remaining());
    }
    ringNext();
  }

  private Duration remaining() {
    return Duration.ofSeconds(remainingSeconds);
  }

  /** What it ran to has happened. */
  void stop(WorkingTime time, Instant now, @Nullable String by) {
    boolean late = state == State.PAUSED ? remainingSeconds == 0 : now.isAfter(dueAt);
    if (state == State.PAUSED) {
      pausedSeconds += time.between(pausedSince(), now).toSeconds();
    }
    end(late ? State.MISSED : State.MET, now, by);
  }

  void cancel(Instant now) {
    end(State.CANCELLED, now, null);
  }

  private void end(State as, Instant now, @Nullable String by) {
    state = as;
    stoppedAt = now;
    stoppedBy = by;
    nextAt = null;
  }

  /** What stopped it was taken back: it runs on as if it had not. */
  void revive() {
    state = State.RUNNING;
    stoppedAt = null;
    stoppedBy = null;
    pausedAt = null;
    pauseReason = null;
    ringNext();
  }

  /** Begins anew, as the clock to the next update does. */
  void begin(Instant due, Instant now) {
    startedAt = now;
    dueAt = due;
    warnedAt = null;
    missedAt = null;
    escalated = 0;
    called = List.of();
    pausedSeconds = 0;
    ringNext();
  }

  private void ringNext() {
    if (state != State.RUNNING) {
      nextAt = null;
    } else if (missedAt == null) {
      nextAt = warnSeconds > 0 && warnedAt == null ? warnAt() : dueAt;
    }
  }

  /** Somebody was warned. */
  void warned(Instant now) {
    warnedAt = now;
    nextAt = dueAt;
  }

  /**
   * Somebody was told that it ran out.
   *
   * @param steps how many steps of the escalation were taken
   * @param next when the next step is due; null where there is none
   */
  void escalated(int steps, @Nullable Instant next) {
    escalated = steps;
    nextAt = next;
  }
}
