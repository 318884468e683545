package dev.demarc.playbooks;

/**
 * Where a case goes on from a step.
 *
 * @param on an event: done, by-hand, report-joined, answer, clock-warning, clock-missed,
 *     wait-ended, reopened
 * @param to the id of a step, or {@code end}
 */
public record StepTransition(String on, String to) {

  static final String END = "end";

  public StepTransition {
    on = on == null ? "" : on.trim();
    to = to == null ? "" : to.trim();
  }

  StepEvent event() {
    return StepEvent.of(on).orElseThrow();
  }

  boolean isEnd() {
    return to.equals(END);
  }
}
