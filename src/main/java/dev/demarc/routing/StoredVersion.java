package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version of the rules that routes, routed, or may come to route. */
@Entity
@Table(name = "routing_version")
class StoredVersion {

  @Id UUID id;
  int number;
  String name;

  @Enumerated(EnumType.STRING)
  VersionStatus status;

  @JdbcTypeCode(SqlTypes.JSON)
  List<StoredRule> rules;

  @JdbcTypeCode(SqlTypes.JSON)
  Gives otherwise;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "activated_at")
  @Nullable Instant activatedAt;

  @Column(name = "activated_by")
  @Nullable String activatedBy;

  @Nullable UUID replaces;
  int version;

  RulesVersion view() {
    return new RulesVersion(
        id,
        number,
        name,
        status,
        List.copyOf(rules),
        otherwise,
        createdAt,
        createdBy,
        activatedAt,
        activatedBy,
        version);
  }
}
