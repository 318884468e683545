package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is kept and as clients send it.
 *
 * @param when conditions as text; null or blank where it holds always
 * @param gives null gives nothing
 */
public record StoredRule(
    @Nullable String name, @Nullable String when, Gives gives, boolean goesOn) {

  /**
   * @throws IllegalArgumentException where its conditions cannot be read
   */
  Rule toRule() {
    return Rule.of(name, when, gives == null ? Gives.NOTHING : gives, goesOn);
  }
}
