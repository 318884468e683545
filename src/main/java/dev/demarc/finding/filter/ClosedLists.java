package dev.demarc.finding.filter;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkStatus;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The values of those names of the filter language that have no others. */
public final class ClosedLists {

  /** Whoever is asked about these has one of them. */
  public static final Map<FilterName, List<String>> OF_NAME =
      Map.of(
          FilterName.STATUS, statuses(),
          FilterName.PRIORITY, slugs(Priority.values()),
          FilterName.SIDE, slugs(Responsibility.values()),
          FilterName.CATEGORY, Arrays.stream(Category.values()).map(Category::slug).toList(),
          FilterName.SEVERITY, slugs(Severity.values()),
          FilterName.LAYER, Arrays.stream(Layer.values()).map(Layer::slug).toList(),
          FilterName.TLP, slugs(Tlp.values()),
          FilterName.SORT, slugs(Sort.values()),
          FilterName.IS,
              List.of(
                  "open",
                  "closed",
                  "overdue",
                  "due-soon",
                  "unsure",
                  "decided",
                  "answered",
                  "disputed",
                  "regressed",
                  "growing",
                  "snoozed",
                  "waiting",
                  "unassigned",
                  "unowned",
                  "sample"));

  private ClosedLists() {}

  /** All that a name can have; empty for one that can have anything. */
  public static List<String> of(FilterName name) {
    return OF_NAME.getOrDefault(name, List.of());
  }

  private static List<String> statuses() {
    return Stream.concat(
            Arrays.stream(CaseStatus.values()).map(CaseStatus::slug),
            Arrays.stream(WorkStatus.values())
                .filter(s -> s != WorkStatus.WITHDRAWN)
                .map(WorkStatus::slug))
        .distinct()
        .toList();
  }

  private static List<String> slugs(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
