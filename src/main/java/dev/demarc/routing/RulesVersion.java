package dev.demarc.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.RuleSet;
import dev.demarc.shared.VersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules.
 *
 * @param number counts up from 1
 * @param otherwise what is given where no rule takes the work
 * @param version to be named by whoever changes it
 */
public record RulesVersion(
    UUID id,
    int number,
    String name,
    VersionStatus status,
    List<StoredRule> rules,
    Gives otherwise,
    Instant createdAt,
    String createdBy,
    @Nullable Instant activatedAt,
    @Nullable String activatedBy,
    int version) {

  @JsonIgnore
  public RuleSet ruleSet() {
    return new RuleSet(rules.stream().map(StoredRule::toRule).toList(), otherwise);
  }
}
