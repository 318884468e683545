package dev.demarc.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** How far a replay has come, and what it found. */
@Entity
@Table(name = "replay")
class StoredReplay {

  @Id UUID id;

  @Column(name = "policy_id")
  UUID policyId;

  @Column(name = "policy_version")
  int policyVersion;

  @Enumerated(EnumType.STRING)
  Replay.Status status;

  int wanted;

  @Column(name = "last_case")
  @Nullable UUID lastCase;

  int seen;
  int moved;
  int skipped;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Integer> moves = new TreeMap<>();

  @Column(name = "routed_before")
  int routedBefore;

  @Column(name = "routed_after")
  int routedAfter;

  int decided;

  @Column(name = "agreed_before")
  int agreedBefore;

  @Column(name = "agreed_after")
  int agreedAfter;

  @Column(name = "no_longer_routed")
  int noLongerRouted;

  @Column(name = "newly_routed")
  int newlyRouted;

  @Column(name = "queues_before")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Integer> queuesBefore = new TreeMap<>();

  @Column(name = "queues_after")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Integer> queuesAfter = new TreeMap<>();

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "started_by")
  String startedBy;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  @Nullable String error;

  Replay view() {
    return new Replay(
        id,
        policyVersion,
        status,
        wanted,
        seen,
        moved,
        skipped,
        moves,
        routedBefore,
        routedAfter,
        decided,
        agreedBefore,
        agreedAfter,
        noLongerRouted,
        newlyRouted,
        queuesBefore,
        queuesAfter,
        startedAt,
        startedBy,
        finishedAt,
        error);
  }
}
