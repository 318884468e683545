package dev.demarc.policy.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.demarc.policy.replay.ReplayStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who would get the work of past cases by a version of the rules, beside who gets it by the one in
 * force.
 *
 * @param rulesVersion of the draft that was replayed; once the draft is edited this is void
 * @param wanted the cases there were to look at
 * @param moved cases of which a part would go to another queue
 * @param moves parts by {@code from>to}, the slugs of the queues
 */
public record RoutingReplay(
    UUID id,
    int rulesVersion,
    ReplayStatus status,
    int wanted,
    int seen,
    int moved,
    Map<String, Integer> moves,
    Instant startedAt,
    String startedBy,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  /** A part of a case that would go to another queue. */
  public record Move(
      String caseKey,
      String title,
      String side,
      String fromQueue,
      String fromRule,
      String toQueue,
      String toRule) {}

  /** {@code Of 1,233 cases 12 would go elsewhere: 12 from abuse-desk to customer-security.} */
  @JsonProperty
  public String summary() {
    return summary(UnaryOperator.identity());
  }

  /**
   * @param names of queues by their slugs
   */
  public String summary(UnaryOperator<String> names) {
    if (moved == 0) {
      return String.format(Locale.ROOT, "Of %,d cases none would go elsewhere.", seen);
    }
    var kinds =
        moves.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .map(
                e -> {
                  var ends = e.getKey().split(">", 2);
                  return e.getValue()
                      + " from "
                      + names.apply(ends[0])
                      + " to "
                      + names.apply(ends[1]);
                })
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "Of %,d cases %,d would go elsewhere: %s.", seen, moved, kinds);
  }
}
