package dev.demarc.clocks;

import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the targets of a policy: what they measure, how long they give, when they
 * warn, and whether they end in an order that work can keep to. Pure.
 */
final class TargetMistakes {

  private static final int MOST_TARGETS = 12;

  private final ClockPolicy policy;
  private final BiConsumer<String, String> mistakes;

  private TargetMistakes(ClockPolicy policy, BiConsumer<String, String> mistakes) {
    this.policy = policy;
    this.mistakes = mistakes;
  }

  /**
   * @param mistakes takes the field and what is wrong there
   */
  static void of(ClockPolicy policy, BiConsumer<String, String> mistakes) {
    new TargetMistakes(policy, mistakes).check();
  }

  private void check() {
    var targets = policy.targets();
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      mistakes.accept("targets", "needs 1 to " + MOST_TARGETS + " targets");
      return;
    }
    var ends = new EnumMap<Measure, Map<Severity, Duration>>(Measure.class);
    var names = new java.util.HashSet<String>();
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      var field = "targets[" + i + "]";
      var measure = Measure.of(target.measure()).orElse(null);
      if (!isOfThisKind(measure, field) || measure == null) {
        continue;
      }
      if (measure == Measure.NOTICE) {
        if (target.name() == null || target.name().length() > 100) {
          mistakes.accept(
              field + ".name", "is needed, with at most 100 characters: what is to be told whom");
        } else if (!names.add(target.name())) {
          mistakes.accept(field + ".name", "is the name of another target too");
        }
      } else if (ends.containsKey(measure)) {
        mistakes.accept(
            field + ".measure", measure.slug() + " is a target twice; put both into one");
        continue;
      }
      ends.put(measure, lengths(target, measure, field));
    }
    if (!policy.parallel()) {
      required(ends.get(Measure.RESOLVE));
      order(ends);
    }
  }

  private boolean isOfThisKind(@Nullable Measure measure, String field) {
    boolean ofParts = measure != null && Measure.OF_PARTS.contains(measure);
    if (policy.parallel() ? measure == Measure.NOTICE : ofParts) {
      return true;
    }
    mistakes.accept(
        field + ".measure",
        policy.parallel()
            ? "must be notice in a parallel policy"
            : "must be acknowledge, first-action, update or resolve; a notice goes into a parallel"
                + " policy");
    return false;
  }

  private Map<Severity, Duration> lengths(
      ClockTarget target, @Nullable Measure measure, String field) {
    var lengths = new EnumMap<Severity, Duration>(Severity.class);
    target.bySeverity().keySet().stream()
        .filter(name -> Severity.of(name).isEmpty())
        .findFirst()
        .ifPresent(
            name ->
                mistakes.accept(
                    field + ".bySeverity",
                    "there is no severity "
                        + PolicyMistakes.cut(name)
                        + "; use low, medium, high, critical"));
    if (target.within() == null && target.bySeverity().isEmpty()) {
      mistakes.accept(
          field + ".within", "say how long: 30 min, 4 h, 3 d or 1 mo, or an ISO 8601 duration");
      return lengths;
    }
    for (var severity : Severity.values()) {
      var written = target.written(severity);
      if (written == null || written.equals(ClockTarget.AS_THE_QUEUE)) {
        if (written != null && measure != Measure.RESOLVE) {
          mistakes.accept(field + ".within", "can be queue for resolve only");
          return lengths;
        }
        continue;
      }
      var length = ClockLength.of(written).filter(l -> !l.isNothing());
      if (length.isEmpty()) {
        mistakes.accept(
            field
                + (target.bySeverity().containsKey(severity.slug())
                    ? ".bySeverity." + severity.slug()
                    : ".within"),
            "cannot read "
                + PolicyMistakes.cut(written)
                + "; write 30 min, 4 h, 3 d or 1 mo, 400 d at most");
        return lengths;
      }
      if (policy.calendar() != null && !length.get().isExact()) {
        mistakes.accept(
            field + ".within",
            "days are counted around the clock; in business hours write the hours: a working day of"
                + " 8 hours is 8 h");
        return lengths;
      }
      lengths.put(severity, length.get().about());
    }
    warning(target, lengths, field);
    return lengths;
  }

  private void warning(ClockTarget target, Map<Severity, Duration> lengths, String field) {
    var written = target.warnBefore();
    if (written == null) {
      return;
    }
    if (written.endsWith("%")) {
      if (target.share().filter(share -> share >= 1 && share <= 99).isEmpty()) {
        mistakes.accept(field + ".warnBefore", "must be a share of 1% to 99% of the time");
      }
      return;
    }
    var before = ClockLength.of(written).filter(l -> !l.isNothing());
    if (before.isEmpty()) {
      mistakes.accept(
          field + ".warnBefore",
          "must be how long before the end somebody is warned, such as 1 h or 25%; a warning after"
              + " the end is an escalation");
      return;
    }
    lengths.forEach(
        (severity, length) -> {
          if (before.get().about().compareTo(length) >= 0) {
            mistakes.accept(
                field + ".warnBefore",
                "the warning would come "
                    + before.get().words()
                    + " before the end, but at severity "
                    + severity.slug()
                    + " the clock runs for "
                    + ClockLength.exactly(length).words()
                    + " only; make it shorter, or a share such as 25%");
          }
        });
  }

  private void required(@Nullable Map<Severity, Duration> resolve) {
    var target =
        policy.targets().stream()
            .filter(t -> Measure.of(t.measure()).filter(m -> m == Measure.RESOLVE).isPresent())
            .findFirst();
    if (resolve == null || target.isEmpty()) {
      mistakes.accept(
          "targets", "needs a target for resolve: lists are sorted by when work is to be done");
    } else if (Stream.of(Severity.values()).anyMatch(s -> target.get().written(s) == null)) {
      mistakes.accept(
          "targets", "resolve needs a time for every severity: give it a value for within");
    }
  }

  private void order(Map<Measure, Map<Severity, Duration>> ends) {
    Measure earlier = null;
    Map<Severity, Duration> endsOfEarlier = Map.of();
    for (var measure : EnumSet.of(Measure.ACKNOWLEDGE, Measure.FIRST_ACTION, Measure.RESOLVE)) {
      var endsOfThis = ends.get(measure);
      if (endsOfThis == null) {
        continue;
      }
      if (earlier != null) {
        compare(earlier, endsOfEarlier, measure, endsOfThis);
      }
      earlier = measure;
      endsOfEarlier = endsOfThis;
    }
  }

  private void compare(
      Measure first,
      Map<Severity, Duration> firstEnds,
      Measure then,
      Map<Severity, Duration> thenEnds) {
    for (var severity : firstEnds.keySet()) {
      var end = thenEnds.get(severity);
      if (end != null && firstEnds.get(severity).compareTo(end) > 0) {
        mistakes.accept(
            "targets",
            first.slug()
                + " ends after "
                + then.slug()
                + " at severity "
                + severity.slug()
                + " ("
                + ClockLength.exactly(firstEnds.get(severity)).words()
                + " and "
                + ClockLength.exactly(end).words()
                + "); make it shorter");
        return;
      }
    }
  }
}
