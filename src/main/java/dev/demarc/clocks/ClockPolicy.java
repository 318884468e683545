package dev.demarc.clocks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.shared.TypedText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for some work, and what follows where it is not kept, as people write it. A part
 * of a case goes by the first policy, by position, that is enabled and applies to it; parallel ones
 * run beside it, for duties that have clocks of their own.
 *
 * @param parallel whether it runs beside others, and on the case as a whole
 * @param starts for a parallel one: {@code opening} of the case, or {@code awareness}, once
 *     somebody recorded since when the desk knows
 * @param queues slugs; empty for all, as with the following
 * @param calendar the slug of a calendar whose hours count; null for around the clock
 * @param pausesOn on whom a part waits while its clocks stand still: aws, customer, reporter,
 *     third-party, nobody
 */
public record ClockPolicy(
    String slug,
    String name,
    Boolean enabled,
    Integer position,
    Boolean parallel,
    String starts,
    List<String> queues,
    List<String> categories,
    List<String> severities,
    List<String> sides,
    @Nullable String calendar,
    List<String> pausesOn,
    List<ClockTarget> targets,
    List<EscalationStep> escalation) {

  public static final String AWARENESS = "awareness";
  public static final String OPENING = "opening";

  /** On whom a part waits while its clocks stand still, where nothing else is said. */
  public static final List<String> PAUSES = List.of("aws", "customer", "reporter", "third-party");

  public ClockPolicy {
    name = TypedText.clean(name);
    enabled = enabled == null || enabled;
    position = position == null ? 100 : position;
    parallel = parallel != null && parallel;
    starts = starts == null || starts.isBlank() ? OPENING : starts.trim().toLowerCase(Locale.ROOT);
    queues = words(queues);
    categories = words(categories);
    severities = words(severities);
    sides = words(sides);
    calendar = TypedText.orNull(calendar);
    pausesOn = pausesOn == null ? PAUSES : words(pausesOn);
    targets = targets == null ? List.of() : targets.stream().filter(t -> t != null).toList();
    escalation =
        escalation == null ? List.of() : escalation.stream().filter(s -> s != null).toList();
  }

  private static List<String> words(@Nullable List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream()
            .filter(t -> t != null && !t.isBlank())
            .map(t -> t.trim().toLowerCase(Locale.ROOT).replace('_', '-'))
            .distinct()
            .toList();
  }

  boolean appliesTo(ClockFacts facts) {
    return holds(queues, facts.queue())
        && holds(categories, facts.category().slug())
        && holds(severities, facts.severity().slug())
        && holds(sides, facts.side() == null ? null : facts.side().slug());
  }

  /** A case as a whole has no queue and no side: what names some does not ask for these of it. */
  private static boolean holds(List<String> named, @Nullable String value) {
    return named.isEmpty() || value == null || named.contains(value);
  }

  /** For whom it is, in words. */
  @JsonIgnore
  public String inWords() {
    var words = new java.util.ArrayList<String>();
    add(words, "queue", queues);
    add(words, "category", categories);
    add(words, "severity", severities);
    add(words, "side", sides);
    return words.isEmpty() ? "everything" : String.join("; ", words);
  }

  private static void add(List<String> words, String what, List<String> named) {
    if (!named.isEmpty()) {
      words.add(what + " " + String.join(" or ", named));
    }
  }
}
