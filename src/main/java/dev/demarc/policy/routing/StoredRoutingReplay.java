package dev.demarc.policy.routing;

import dev.demarc.policy.replay.StoredReplay;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What a replay of routing rules found. */
@Entity
@Table(name = "routing_replay")
@AttributeOverride(name = "settingsId", column = @Column(name = "version_id"))
@AttributeOverride(name = "settingsVersion", column = @Column(name = "version_version"))
class StoredRoutingReplay extends StoredReplay {

  RoutingReplay view() {
    return new RoutingReplay(
        id,
        settingsVersion,
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
