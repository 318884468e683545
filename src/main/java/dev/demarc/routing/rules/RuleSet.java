package dev.demarc.routing.rules;

import dev.demarc.routing.rules.Decision.Line;
import dev.demarc.routing.rules.Decision.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ordered rules, and what is given where none of them takes the work. Pure.
 *
 * @param otherwise always names a queue, so that nothing is left lying
 */
public record RuleSet(List<Rule> rules, Gives otherwise) {

  /** What the default is called on timelines and pages. */
  public static final String DEFAULT = "anything else";

  public RuleSet {
    rules = List.copyOf(rules);
  }

  public Decision decide(Facts facts) {
    var gives = Gives.NOTHING;
    String namesQueue = null;
    boolean taken = false;
    var lines = new ArrayList<Line>();
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (taken) {
        lines.add(new Line(i + 1, rule.name(), State.NOT_ASKED, List.of()));
        continue;
      }
      var outcomes = rule.conditions().stream().map(c -> c.of(facts)).toList();
      boolean holds = outcomes.stream().allMatch(RuleCondition.Outcome::holds);
      if (holds) {
        namesQueue = namesQueue(namesQueue, gives, rule.gives(), rule.name());
        gives = gives.completedBy(rule.gives());
        taken = !rule.goesOn();
      }
      var state = !holds ? State.DOES_NOT_HOLD : taken ? State.TAKES : State.ADDS;
      lines.add(new Line(i + 1, rule.name(), state, outcomes));
    }
    if (!taken) {
      namesQueue = namesQueue(namesQueue, gives, otherwise, DEFAULT);
      gives = gives.completedBy(otherwise);
    }
    lines.add(new Line(null, DEFAULT, taken ? State.NOT_ASKED : State.TAKES, List.of()));
    return new Decision(gives, namesQueue, lines);
  }

  private static @Nullable String namesQueue(
      @Nullable String before, Gives gives, Gives next, @Nullable String name) {
    return before == null && gives.queue() == null && next.queue() != null ? name : before;
  }
}
