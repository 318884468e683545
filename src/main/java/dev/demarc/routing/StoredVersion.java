package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import dev.demarc.shared.SettingsVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A version of the rules that routes, routed, or may come to route. */
@Entity
@Table(name = "routing_version")
class StoredVersion extends SettingsVersion {

  int number;

  @JdbcTypeCode(SqlTypes.JSON)
  List<StoredRule> rules;

  @JdbcTypeCode(SqlTypes.JSON)
  Gives otherwise;

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
