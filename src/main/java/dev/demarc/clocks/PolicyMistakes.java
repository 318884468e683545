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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with a policy, where, and how to mend it: its own fields, which work it is for, and
 * its escalation. Pure.
 */
final class PolicyMistakes {

  /**
   * What a policy may name.
   *
   * @param queues slugs, as with the following
   */
  public record Known(Set<String> queues, Set<String> calendars, Set<String> usernames) {}

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
    TargetMistakes.of(policy, check::add);
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

  private void named(String field, List<String> given, Set<String> allowed) {
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

  static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
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
