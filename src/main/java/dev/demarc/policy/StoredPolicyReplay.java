package dev.demarc.policy;

import dev.demarc.policy.replay.StoredReplay;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a replay of a policy found. */
@Entity
@Table(name = "replay")
@AttributeOverride(name = "settingsId", column = @Column(name = "policy_id"))
@AttributeOverride(name = "settingsVersion", column = @Column(name = "policy_version"))
class StoredPolicyReplay extends StoredReplay {

  int skipped;

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

  Replay view() {
    return new Replay(
        id,
        settingsVersion,
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
