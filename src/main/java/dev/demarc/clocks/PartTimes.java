package dev.demarc.clocks;

import dev.demarc.responsibility.matrix.Side;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long one side's part took, beside what was promised; kept after the clocks have ended. */
@Entity
@Table(name = "part_times")
@IdClass(PartTimes.Key.class)
class PartTimes {

  static class Key implements Serializable {

    private static final long serialVersionUID = 1;

    @Nullable UUID caseId;
    @Nullable Side side;

    /** For Hibernate, which sets both. */
    Key() {}

    Key(UUID caseId, @Nullable Side side) {
      this.caseId = caseId;
      this.side = side;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Objects.equals(caseId, key.caseId) && side == key.side;
    }

    @Override
    public int hashCode() {
      return Objects.hash(caseId, side);
    }
  }

  @Id
  @Column(name = "case_id")
  UUID caseId;

  @Id
  @Enumerated(EnumType.STRING)
  Side side;

  @Column(name = "queue_id")
  UUID queueId;

  @Nullable String policy;

  @Column(name = "began_at")
  Instant beganAt;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "acknowledge_due")
  @Nullable Instant acknowledgeDue;

  /** In time that counts for the policy, as the following. */
  @Column(name = "acknowledge_seconds")
  @Nullable Long acknowledgeSeconds;

  @Column(name = "first_action_at")
  @Nullable Instant firstActionAt;

  @Column(name = "first_action_due")
  @Nullable Instant firstActionDue;

  @Column(name = "first_action_seconds")
  @Nullable Long firstActionSeconds;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  @Column(name = "resolve_due")
  @Nullable Instant resolveDue;

  /** Without the time that the clock stood still. */
  @Column(name = "resolve_seconds")
  @Nullable Long resolveSeconds;

  @Column(name = "paused_seconds")
  long pausedSeconds;

  /** How often it was taken up again after it was done. */
  int reopened;
}
