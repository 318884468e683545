package dev.demarc.console.queue;

import dev.demarc.casework.CaseFilter;
import dev.demarc.shared.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filter bar: {@code side:aws queue:abuse-desk 203.0.113.7}. Words without a name are searched
 * for. Pure.
 */
final class FilterText {

  static final String DEFAULT = "status:open sort:clock";

  private static final List<String> NAMES =
      List.of(
          "status", "side", "queue", "assignee", "category", "service", "indicator", "sort", "is");

  private final Map<String, String> named = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private FilterText() {}

  static FilterText of(String text) {
    var filter = new FilterText();
    for (var word : text.trim().split("\\s+")) {
      int colon = word.indexOf(':');
      var name = colon > 0 ? word.substring(0, colon).toLowerCase(Locale.ROOT) : "";
      if (NAMES.contains(name) && colon + 1 < word.length()) {
        filter.named.put(name, word.substring(colon + 1));
      } else if (!word.isEmpty()) {
        filter.words.add(word);
      }
    }
    return filter;
  }

  /**
   * @param username whom {@code assignee:me} means
   * @throws Problem naming the part that is not understood
   */
  CaseFilter toFilter(String username) {
    var assignee = named.get("assignee");
    var filter =
        CaseFilter.of(
            named.get("status"),
            named.get("side"),
            named.get("queue"),
            "me".equals(assignee) ? username : assignee,
            named.get("category"),
            named.get("service"),
            named.get("indicator"),
            String.join(" ", words),
            named.getOrDefault("sort", "clock"));
    return "breaching".equals(named.get("is")) ? filter.breachingSoon() : filter;
  }

  Optional<String> named(String name) {
    return Optional.ofNullable(named.get(name));
  }

  boolean says(String name, String value) {
    return value.equals(named.get(name));
  }

  /** Whether it narrows to nothing but what is open. */
  boolean isPlain() {
    return words.isEmpty()
        && named.keySet().stream().allMatch(name -> name.equals("status") || name.equals("sort"));
  }
}
