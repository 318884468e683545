package dev.demarc.policy.routing;

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

/** How far a replay of rules has come, and what it found. */
@Entity
@Table(name = "routing_replay")
class StoredRoutingReplay {

  @Id UUID id;

  @Column(name = "version_id")
  UUID versionId;

  @Column(name = "version_version")
  int rulesVersion;

  @Enumerated(EnumType.STRING)
  RoutingReplay.Status status;

  int wanted;

  @Column(name = "last_case")
  @Nullable UUID lastCase;

  int seen;
  int moved;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Integer> moves = new TreeMap<>();

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "started_by")
  String startedBy;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  @Nullable String error;

  RoutingReplay view() {
    return new RoutingReplay(
        id,
        rulesVersion,
        status,
        wanted,
        seen,
        moved,
        moves,
        startedAt,
        startedBy,
        finishedAt,
        error);
  }
}
