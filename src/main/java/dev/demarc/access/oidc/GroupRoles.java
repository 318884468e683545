package dev.demarc.access.oidc;

import dev.demarc.access.Roles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which role somebody has by the groups that a provider says they are in. */
public final class GroupRoles {

  /** In the order in which one goes before another. */
  private final Map<String, Set<String>> groups = new LinkedHashMap<>();

  public GroupRoles(OidcSettings.Values values) {
    groups.put(Roles.ADMINISTRATOR, values.administrator().orElse(Set.of()));
    groups.put(Roles.LEAD, values.lead().orElse(Set.of()));
    groups.put(Roles.ANALYST, values.analyst().orElse(Set.of()));
    groups.put(Roles.AUDITOR, values.auditor().orElse(Set.of()));
  }

  /** Exactly as they are written; empty where no group gives a role. */
  public Optional<String> of(Set<String> memberOf) {
    return groups.entrySet().stream()
        .filter(role -> role.getValue().stream().anyMatch(memberOf::contains))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean giveNone() {
    return groups.values().stream().allMatch(Set::isEmpty);
  }
}
