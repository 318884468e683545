package dev.demarc.console.queue;

import com.google.re2j.Pattern;
import dev.demarc.casework.CaseFilter;
import dev.demarc.shared.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filter bar: {@code side:aws service:"ECS on Fargate" 203.0.113.7}. Words without a name are
 * searched for. Pure; {@link #text} gives it back as it may be typed again.
 */
final class FilterText {

  static final String DEFAULT = "status:open sort:clock";

  private static final List<String> NAMES =
      List.of(
          "status", "side", "queue", "assignee", "category", "service", "indicator", "sort", "is");

  /** A run of quoted stretches and of anything but white space; an open quote is a character. */
  private static final Pattern PART = Pattern.compile("(?:\"[^\"]*\"|\\S)+");

  private final Map<String, String> named;
  private final List<String> words;

  private FilterText(Map<String, String> named, List<String> words) {
    this.named = named;
    this.words = words;
  }

  static FilterText of(String text) {
    var named = new LinkedHashMap<String, String>();
    var words = new ArrayList<String>();
    var parts = PART.matcher(text);
    while (parts.find()) {
      var part = parts.group();
      int colon = part.indexOf(':');
      var name = colon > 0 ? part.substring(0, colon).toLowerCase(Locale.ROOT) : "";
      if (NAMES.contains(name)) {
        named.put(name, part.substring(colon + 1).replace("\"", "").strip());
      } else {
        words.add(part);
      }
    }
    named.values().removeIf(String::isEmpty);
    return new FilterText(named, words);
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
    var is = named.get("is");
    if (is == null) {
      return filter;
    }
    if (!is.equals("breaching")) {
      throw Problem.invalid("is", "may be breaching");
    }
    return filter.breachingSoon();
  }

  Optional<String> named(String name) {
    return Optional.ofNullable(named.get(name));
  }

  boolean says(String name, String value) {
    return value.equals(named.get(name));
  }

  /** The same but for one part. */
  FilterText with(String name, String value) {
    var changed = new LinkedHashMap<>(named);
    changed.put(name, value);
    return new FilterText(changed, words);
  }

  /** Whether it narrows to nothing but what is open. */
  boolean isPlain() {
    return words.isEmpty()
        && named.keySet().stream().allMatch(name -> name.equals("status") || name.equals("sort"));
  }

  String text() {
    var parts = new ArrayList<String>();
    named.forEach(
        (name, value) -> parts.add(name + ":" + (value.contains(" ") ? '"' + value + '"' : value)));
    parts.addAll(words);
    return String.join(" ", parts);
  }
}
