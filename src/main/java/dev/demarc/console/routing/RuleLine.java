package dev.demarc.console.routing;

import dev.demarc.routing.StoredRule;
import java.util.List;
import java.util.Map;

/**
 * One rule on a page.
 *
 * @param index from 0, for the buttons
 * @param hits how much work it took within 30 days
 */
public record RuleLine(int index, StoredRule rule, long hits) {

  public int number() {
    return index + 1;
  }

  public String watchers() {
    return String.join(" ", rule.gives().watchers());
  }

  public String priority() {
    return rule.gives().priority() == null ? "" : rule.gives().priority().slug();
  }

  static List<RuleLine> of(List<StoredRule> rules, Map<String, Long> hits) {
    return java.util.stream.IntStream.range(0, rules.size())
        .mapToObj(i -> new RuleLine(i, rules.get(i), hits.getOrDefault(rules.get(i).name(), 0L)))
        .toList();
  }
}
