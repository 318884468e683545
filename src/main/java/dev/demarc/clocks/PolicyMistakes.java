package dev.demarc.clocks;

import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a policy, where, and how to mend it. Pure. */
final class PolicyMistakes {

  /**
   * What a policy may name.
   *
   * @param queues slugs, as with the following
   */
  public record Known(Set<String> queues, Set<String> calendars, Set<String> usernames) {}

  private static final int MOST_TARGETS = 12;
  private static final int MOST_STEPS = 10;
  private static final int MOST_NAMED = 200;
  private static final Set<String> WAITING =
      Set.of("aws", "customer", "reporter", "third-party", "nobody");

  private final ClockPolicy policy;
  private final Known known;
  private final List<FieldError> mistakes = new ArrayList<>();

  private PolicyMistakes(ClockPolicy policy, Known known) {
    this.policy = policy;
    this.known = known;
  }

  static List<FieldError> of(ClockPolicy policy, Known known) {
    var check = new PolicyMistakes(policy, known);
    check.names();
    check.conditions();
    check.targets();
    check.steps();
    return check.mistakes;
  }

  private void add(String field, String message) {
    mistakes.add(new FieldError(field, message));
  }

  private void names() {
    if (!BusinessCalendar.isSlug(policy.slug())) {
      add("slug", "use lower-case letters, digits and hyphens; 60 at most");
    }
    if (policy.name() == null || policy.name().isEmpty() || policy.name().length() > 200) {
      add("name", "is needed, with at most 200 characters");
    }
    if (policy.position() < 0 || policy.position() > 100_000) {
      add("position", "must be 0 to 100000");
    }
    if (!Set.of(ClockPolicy.OPENING, ClockPolicy.AWARENESS).contains(policy.starts())) {
      add("starts", "must be opening or awareness");
    } else if (!policy.parallel() && policy.starts().equals(ClockPolicy.AWARENESS)) {
      add("starts", "can be awareness only where the policy is parallel; set parallel to true");
    }
    if (policy.calendar() != null && policy.parallel()) {
      add("calendar", "a parallel policy counts around the clock; leave the calendar out");
    } else if (policy.calendar() != null && !known.calendars().contains(policy.calendar())) {
      add("calendar", "there is no calendar " + cut(policy.calendar()) + among(known.calendars()));
    }
  }

  private void conditions() {
    named("queues", policy.queues(), known.queues());
    named(
        "categories",
        policy.categories(),
        Stream.of(Category.values()).map(Category::slug).collect(Collectors.toSet()));
    named(
        "severities",
        policy.severities(),
        Stream.of(Severity.values()).map(Severity::slug).collect(Collectors.toSet()));
    named(
        "sides",
        policy.sides(),
        Stream.of(Side.values()).map(Side::slug).collect(Collectors.toSet()));
    named("pausesOn", policy.pausesOn(), WAITING);
  }

  private void named(String field, @Nullable List<String> given, Set<String> allowed) {
    if (given.size() > MOST_NAMED) {
      add(field, "names more than " + MOST_NAMED);
      return;
    }
    given.stream()
        .filter(name -> !allowed.contains(name))
        .findFirst()
        .ifPresent(name -> add(field, "there is no " + cut(name) + among(allowed)));
  }

  private static String among(Collection<String> allowed) {
    return allowed.isEmpty()
        ? ""
        : "; there are " + allowed.stream().sorted().limit(30).collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private void targets() {
    var targets = policy.targets();
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      add("targets", "needs 1 to " + MOST_TARGETS + " targets");
      return;
    }
    var ends = new EnumMap<Measure, Map<Severity, Duration>>(Measure.class);
    var names = new java.util.HashSet<String>();
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      var field = "targets[" + i + "]";
      var measure = Measure.of(target.measure()).orElse(null);
      if (!isOfThisKind(measure, field)) {
        continue;
      }
      if (measure == Measure.NOTICE) {
        if (target.name() == null || target.name().length() > 100) {
          add(field + ".name", "is needed, with at most 100 characters: what is to be told whom");
        } else if (!names.add(target.name())) {
          add(field + ".name", "is the name of another target too");
        }
      } else if (ends.containsKey(measure)) {
        add(field + ".measure", measure.slug() + " is a target twice; put both into one");
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
    add(
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
                add(
                    field + ".bySeverity",
                    "there is no severity " + cut(name) + "; use low, medium, high, critical"));
    if (target.within() == null && target.bySeverity().isEmpty()) {
      add(field + ".within", "say how long: 30 min, 4 h, 3 d or 1 mo, or an ISO 8601 duration");
      return lengths;
    }
    for (var severity : Severity.values()) {
      var written = target.written(severity);
      if (written == null || written.equals(ClockTarget.AS_THE_QUEUE)) {
        if (written != null && measure != Measure.RESOLVE) {
          add(field + ".within", "can be queue for resolve only");
          return lengths;
        }
        continue;
      }
      var length = ClockLength.of(written).filter(l -> !l.isNothing());
      if (length.isEmpty()) {
        add(
            field
                + (target.bySeverity().containsKey(severity.slug())
                    ? ".bySeverity." + severity.slug()
                    : ".within"),
            "cannot read " + cut(written) + "; write 30 min, 4 h, 3 d or 1 mo, 400 d at most");
        return lengths;
      }
      if (policy.calendar() != null && !length.get().isExact()) {
        add(
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
        add(field + ".warnBefore", "must be a share of 1% to 99% of the time");
      }
      return;
    }
    var before = ClockLength.of(written).filter(l -> !l.isNothing());
    if (before.isEmpty()) {
      add(
          field + ".warnBefore",
          "must be how long before the end somebody is warned, such as 1 h or 25%; a warning after"
              + " the end is an escalation");
      return;
    }
    lengths.forEach(
        (severity, length) -> {
          if (before.get().about().compareTo(length) >= 0) {
            add(
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
      add("targets", "needs a target for resolve: lists are sorted by when work is to be done");
    } else if (Stream.of(Severity.values()).anyMatch(s -> target.get().written(s) == null)) {
      add("targets", "resolve needs a time for every severity: give it a value for within");
    }
  }

  private void order(Map<Measure, Map<Severity, Duration>> ends) {
    Measure earlier = null;
    for (var measure : EnumSet.of(Measure.ACKNOWLEDGE, Measure.FIRST_ACTION, Measure.RESOLVE)) {
      if (!ends.containsKey(measure)) {
        continue;
      }
      if (earlier != null) {
        compare(earlier, ends.get(earlier), measure, ends.get(measure));
      }
      earlier = measure;
    }
  }

  private void compare(
      Measure first,
      @Nullable Map<Severity, Duration> firstEnds,
      Measure then,
      Map<Severity, Duration> thenEnds) {
    for (var severity : firstEnds.keySet()) {
      var end = thenEnds.get(severity);
      if (end != null && firstEnds.get(severity).compareTo(end) > 0) {
        add(
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

  private void steps() {
    if (policy.escalation().size() > MOST_STEPS) {
      add("escalation", "has more than " + MOST_STEPS + " steps");
      return;
    }
    var before = Duration.ZERO;
    for (int i = 0; i < policy.escalation().size(); i++) {
      var step = policy.escalation().get(i);
      var field = "escalation[" + i + "]";
      var after = step.after() == null ? Duration.ZERO : null;
      if (after == null) {
        after = ClockLength.of(step.after()).map(ClockLength::about).orElse(null);
      }
      if (after == null) {
        add(field + ".after", "must be how long after the end, such as 0 min or 1 h");
      } else if (after.compareTo(before) < 0) {
        add(field + ".after", "comes before the step above it; put the steps in order");
      } else {
        before = after;
      }
      recipients(step, field);
    }
  }

  private void recipients(EscalationStep step, String field) {
    if (step.to().isEmpty() || step.to().size() > 20) {
      add(field + ".to", "needs 1 to 20 of assignee, queue, on-call, lead, person:<user name>");
    }
    for (var to : step.to()) {
      boolean person = to.startsWith(EscalationStep.PERSON);
      if (person && !known.usernames().contains(to.substring(EscalationStep.PERSON.length()))) {
        add(field + ".to", "there is no active person " + cut(to.substring(7)));
      } else if (!person
          && !Set.of(
                  EscalationStep.ASSIGNEE,
                  EscalationStep.QUEUE,
                  EscalationStep.ON_CALL,
                  EscalationStep.LEAD)
              .contains(to)) {
        add(
            field + ".to",
            cut(to) + " is none of assignee, queue, on-call, lead, person:<user name>");
      }
    }
  }
}
