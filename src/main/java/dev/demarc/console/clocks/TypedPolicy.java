package dev.demarc.console.clocks;

import dev.demarc.clocks.ClockPolicy;
import dev.demarc.clocks.ClockTarget;
import dev.demarc.clocks.EscalationStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A clock policy as a form has it.
 *
 * @param rows a line for each promise of a part's
 * @param notices a line for each duty: its name, how long, and when to warn, with bars between
 * @param escalation a line for each step: how long after the end, a colon, who is told
 */
public record TypedPolicy(
    String slug,
    String name,
    boolean enabled,
    String position,
    boolean parallel,
    @Nullable String starts,
    @Nullable List<String> queues,
    @Nullable List<String> categories,
    @Nullable List<String> severities,
    @Nullable List<String> sides,
    @Nullable String calendar,
    @Nullable List<String> pausesOn,
    List<Row> rows,
    String notices,
    String escalation) {

  /** One promise; empty fields are not promised. */
  public record Row(
      String measure,
      @Nullable String title,
      String within,
      String critical,
      String high,
      String medium,
      String low,
      String warn) {}

  private static final Map<String, String> MEASURES = new LinkedHashMap<>();

  static {
    MEASURES.put("acknowledge", "Acknowledge");
    MEASURES.put("first-action", "First action");
    MEASURES.put("update", "Next update");
    MEASURES.put("resolve", "Resolve");
  }

  static TypedPolicy of(ClockPolicy policy) {
    return new TypedPolicy(
        policy.slug(),
        policy.name(),
        policy.enabled(),
        policy.position().toString(),
        policy.parallel(),
        policy.starts(),
        policy.queues(),
        policy.categories(),
        policy.severities(),
        policy.sides(),
        policy.calendar(),
        policy.pausesOn(),
        MEASURES.keySet().stream().map(measure -> row(measure, policy)).toList(),
        policy.targets().stream()
            .filter(t -> "notice".equals(t.measure()))
            .map(
                t ->
                    t.name()
                        + " | "
                        + length(t.within())
                        + (t.warnBefore() == null ? "" : " | " + length(t.warnBefore())))
            .collect(Collectors.joining("\n")),
        policy.escalation().stream()
            .map(
                s ->
                    (s.after() == null ? "0 min" : length(s.after()))
                        + ": "
                        + String.join(", ", s.to()))
            .collect(Collectors.joining("\n")));
  }

  private static Row row(String measure, ClockPolicy policy) {
    return policy.targets().stream()
        .filter(t -> measure.equals(t.measure()))
        .findFirst()
        .map(
            t ->
                new Row(
                    measure,
                    MEASURES.get(measure),
                    length(t.within()),
                    length(t.bySeverity().get("critical")),
                    length(t.bySeverity().get("high")),
                    length(t.bySeverity().get("medium")),
                    length(t.bySeverity().get("low")),
                    length(t.warnBefore())))
        .orElse(new Row(measure, MEASURES.get(measure), "", "", "", "", "", ""));
  }

  /** As the page asks to write it, however it was stored; both are read. */
  private static String length(@Nullable String written) {
    return written == null ? "" : ClockWords.lengthTyped(written);
  }

  static TypedPolicy empty() {
    return of(
        new ClockPolicy(
            "",
            "",
            true,
            100,
            false,
            ClockPolicy.OPENING,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            ClockPolicy.PAUSES,
            List.of(new ClockTarget("resolve", null, "24 h", Map.of(), "25%")),
            List.of(
                new EscalationStep("0 min", List.of("assignee", "queue", "on-call")),
                new EscalationStep("1 h", List.of("on-call", "lead")))));
  }

  static TypedPolicy of(String slug, Map<String, List<String>> form) {
    return new TypedPolicy(
        slug,
        one(form, "name"),
        form.containsKey("enabled"),
        one(form, "position"),
        form.containsKey("parallel"),
        one(form, "starts"),
        all(form, "queue"),
        all(form, "category"),
        all(form, "severity"),
        all(form, "side"),
        one(form, "calendar"),
        all(form, "pausesOn"),
        MEASURES.keySet().stream()
            .map(
                m ->
                    new Row(
                        m,
                        MEASURES.get(m),
                        one(form, m + ".within"),
                        one(form, m + ".critical"),
                        one(form, m + ".high"),
                        one(form, m + ".medium"),
                        one(form, m + ".low"),
                        one(form, m + ".warn")))
            .toList(),
        one(form, "notices"),
        one(form, "escalation"));
  }

  private static String one(Map<String, List<String>> form, String field) {
    var values = form.get(field);
    return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0).trim();
  }

  private static List<String> all(Map<String, List<String>> form, String field) {
    return form.getOrDefault(field, List.of()).stream()
        .filter(v -> v != null && !v.isBlank())
        .toList();
  }

  /** As it is checked and stored; what cannot be read stays what it is, for the check to name. */
  ClockPolicy toPolicy() {
    return new ClockPolicy(
        slug,
        name,
        enabled,
        number(position),
        parallel,
        starts == null ? ClockPolicy.OPENING : starts,
        orNone(queues),
        orNone(categories),
        orNone(severities),
        orNone(sides),
        calendar,
        pausesOn == null ? ClockPolicy.PAUSES : pausesOn,
        parallel ? noticeTargets() : partTargets(),
        steps());
  }

  private static List<String> orNone(@Nullable List<String> ticked) {
    return ticked == null ? List.of() : ticked;
  }

  private static Integer number(String text) {
    try {
      return text.isEmpty() ? Integer.valueOf(100) : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private List<ClockTarget> partTargets() {
    var targets = new ArrayList<ClockTarget>();
    for (var row : rows) {
      var by = new LinkedHashMap<String, String>();
      by.put("critical", row.critical());
      by.put("high", row.high());
      by.put("medium", row.medium());
      by.put("low", row.low());
      var target = new ClockTarget(row.measure(), null, row.within(), by, row.warn());
      if (target.within() != null || !target.bySeverity().isEmpty()) {
        targets.add(target);
      }
    }
    return targets;
  }

  private List<ClockTarget> noticeTargets() {
    return notices
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::trim).toList())
        .map(
            parts ->
                new ClockTarget(
                    "notice",
                    parts.get(0),
                    parts.size() > 1 ? parts.get(1) : null,
                    Map.of(),
                    parts.size() > 2 ? parts.get(2) : null))
        .toList();
  }

  private List<EscalationStep> steps() {
    return escalation
        .lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              int colon = line.indexOf(':');
              var after = colon < 0 ? "?" : line.substring(0, colon).trim();
              var to = colon < 0 ? line : line.substring(colon + 1);
              return new EscalationStep(after, Arrays.asList(to.split(",")));
            })
        .toList();
  }
}
