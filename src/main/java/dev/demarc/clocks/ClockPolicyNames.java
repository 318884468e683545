package dev.demarc.clocks;

import dev.demarc.routing.RoutingNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Which clock policies a routing rule may name. */
@ApplicationScoped
class ClockPolicyNames implements RoutingNames {

  private final ClockPolicies policies;

  ClockPolicyNames(ClockPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Kind kind() {
    return Kind.CLOCK_POLICY;
  }

  /** Those that a part can go by: switched on, and not beside others. */
  @Override
  public Collection<String> slugs() {
    return policies.all().stream()
        .map(ClockPolicies.PolicyEntry::policy)
        .filter(policy -> policy.enabled() && !policy.parallel())
        .map(ClockPolicy::slug)
        .toList();
  }
}
