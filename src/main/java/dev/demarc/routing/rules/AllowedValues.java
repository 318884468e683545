package dev.demarc.routing.rules;

import dev.demarc.routing.rules.RuleCondition.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one field may still be: of each set in {@code anyOf} one value at least, and none of {@code
 * noneOf}; a number within the span. Only tags have several values at a time.
 */
record AllowedValues(
    Field field, List<Set<String>> anyOf, Set<String> noneOf, @Nullable Span span) {

  private static final Span ALL = new Span(0, Double.MAX_VALUE);

  static AllowedValues anything(Field field) {
    return new AllowedValues(field, List.of(), Set.of(), field.isNumber() ? ALL : null);
  }

  private AllowedValues withAnyOf(Set<String> values) {
    var sets = new ArrayList<>(anyOf);
    if (field == Field.TAG || anyOf.isEmpty()) {
      sets.add(values);
    } else {
      sets.set(0, meet(anyOf.get(0), values));
    }
    return new AllowedValues(field, sets, noneOf, span);
  }

  private AllowedValues withNoneOf(Set<String> values) {
    var all = new HashSet<>(noneOf);
    all.addAll(values);
    return new AllowedValues(field, anyOf, all, span);
  }

  /** Of two patterns the narrower, where one takes in the other. */
  private Set<String> meet(Set<String> one, Set<String> other) {
    var both = new HashSet<String>();
    one.stream().filter(v -> isCovered(v, other)).forEach(both::add);
    other.stream().filter(v -> isCovered(v, one)).forEach(both::add);
    return both;
  }

  private boolean isCovered(String value, Set<String> by) {
    return by.stream().anyMatch(written -> written.equals(value) || field.covers(written, value));
  }

  /** What is left where the condition holds; several where a number may lie on either side. */
  List<AllowedValues> where(RuleCondition holds) {
    if (holds.span() != null) {
      return holds.not() ? outside(holds.span()) : List.of(within(holds.span()));
    }
    return List.of(holds.not() ? withNoneOf(holds.values()) : withAnyOf(holds.values()));
  }

  /** What is left where the condition does not hold. */
  List<AllowedValues> whereNot(RuleCondition holds) {
    return where(new RuleCondition(holds.field(), !holds.not(), holds.values(), holds.span()));
  }

  private AllowedValues within(Span other) {
    var both =
        span == null
            ? other
            : new Span(Math.max(span.from(), other.from()), Math.min(span.below(), other.below()));
    return new AllowedValues(field, anyOf, noneOf, both);
  }

  private List<AllowedValues> outside(Span other) {
    return List.of(within(new Span(0, other.from())), within(new Span(other.below(), ALL.below())));
  }

  /** True only where it is certain that there is no such value. */
  boolean isNothing() {
    if (span != null) {
      return span.isEmpty();
    }
    if (!field.domain().isEmpty() && anyOf.isEmpty()) {
      return noneOf.containsAll(field.domain());
    }
    return anyOf.stream().anyMatch(set -> set.stream().allMatch(v -> isCovered(v, noneOf)));
  }
}
