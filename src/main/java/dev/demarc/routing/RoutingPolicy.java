package dev.demarc.routing;

import java.util.Comparator;
import java.util.List;

/** The ordered rules; the first that holds decides. Pure. */
record RoutingPolicy(List<Rule> rules) {

  RoutingPolicy {
    rules = rules.stream().sorted(Comparator.comparingInt(Rule::position)).toList();
  }

  /**
   * @throws IllegalStateException where no rule holds; the seeded last rule holds for everything
   */
  Rule ruleFor(Work work) {
    return rules.stream()
        .filter(rule -> rule.holdsFor(work))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No routing rule holds for "
                        + work
                        + "; add a last rule without conditions under Routing."));
  }
}
