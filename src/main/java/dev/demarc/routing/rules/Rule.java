package dev.demarc.routing.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule: where all its conditions hold, it gives what it says.
 *
 * @param when as a person wrote the conditions; blank where it holds always
 * @param goesOn whether the rules behind it are asked as well
 */
public record Rule(
    @Nullable String name,
    @Nullable String when,
    List<RuleCondition> conditions,
    Gives gives,
    boolean goesOn) {

  public Rule {
    conditions = List.copyOf(conditions);
  }

  /**
   * @throws IllegalArgumentException where the conditions cannot be read; the message says why
   */
  public static Rule of(@Nullable String name, @Nullable String when, Gives gives, boolean goesOn) {
    return new Rule(name, when, RuleText.conditions(when), gives, goesOn);
  }

  boolean holdsFor(Facts facts) {
    return conditions.stream().allMatch(condition -> condition.of(facts).holds());
  }
}
