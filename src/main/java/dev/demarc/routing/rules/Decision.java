package dev.demarc.routing.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of a case goes, and why.
 *
 * @param gives what all rules that hold say together; always with a queue
 * @param rule the name of the rule that names the queue
 * @param lines every rule with what came of it, in order; the last is the default
 */
public record Decision(Gives gives, @Nullable String rule, List<Line> lines) {

  /** What came of a rule. */
  public enum State {
    /** It holds, and no rule behind it is asked. */
    TAKES,
    /** It holds, and the next is asked. */
    ADDS,
    /** It does not hold. */
    DOES_NOT_HOLD,
    /** A rule before it took the work. */
    NOT_ASKED;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param number from 1; null for the default
   * @param outcomes of its conditions, where it was asked
   */
  public record Line(
      @Nullable Integer number,
      @Nullable String name,
      State state,
      List<RuleCondition.Outcome> outcomes) {}
}
