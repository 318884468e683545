package dev.demarc.clocks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and how long after a clock ran out.
 *
 * @param after null for at once
 * @param to {@code assignee}, {@code queue}, {@code on-call} (the next in the queue's order who is
 *     there and was not called yet), {@code lead}, or {@code person:} and a user name
 */
public record EscalationStep(@Nullable String after, List<String> to) {

  static final String ASSIGNEE = "assignee";
  static final String QUEUE = "queue";
  static final String ON_CALL = "on-call";
  static final String LEAD = "lead";
  static final String PERSON = "person:";

  public EscalationStep {
    to =
        to == null
            ? List.of()
            : to.stream().filter(t -> t != null && !t.isBlank()).map(String::trim).toList();
  }
}
