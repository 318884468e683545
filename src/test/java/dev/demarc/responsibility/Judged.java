package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.List;
import java.util.function.Function;

/** A labelled incident and what was said of it. */
record Judged(LabelledIncident incident, Assessment got) {

  static List<Judged> all(
      List<LabelledIncident> incidents, Function<LabelledIncident, Assessment> judge) {
    return incidents.stream().map(i -> new Judged(i, judge.apply(i))).toList();
  }

  boolean right() {
    return incident.acceptable().contains(got.responsibility());
  }

  /** 1 where right, a half where AWS and shared are confused, else 0. */
  double credit() {
    boolean customer =
        incident.expected() == Responsibility.CUSTOMER
            || got.responsibility() == Responsibility.CUSTOMER;
    return right() ? 1 : customer ? 0 : 0.5;
  }

  boolean hasCategory() {
    return !incident.categories().isEmpty();
  }

  boolean rightCategory() {
    return incident.categories().contains(got.category());
  }

  boolean routed() {
    return got.autoRoute();
  }

  Responsibility expected() {
    return incident.expected();
  }

  double confidence() {
    return got.confidence();
  }
}
