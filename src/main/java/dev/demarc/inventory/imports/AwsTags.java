package dev.demarc.inventory.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.inventory.Traits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tags of AWS's resources say, as desks commonly name them. */
final class AwsTags {

  private static final Set<String> OWNER_TAGS = Set.of("owner", "team");
  private static final Set<String> ENVIRONMENT_TAGS = Set.of("environment", "env", "stage");
  private static final Set<String> CRITICALITY_TAGS = Set.of("criticality");
  private static final Set<String> CRITICALITIES = Set.of("low", "medium", "high", "critical");
  private static final int MOST_TAGS = 50;

  private AwsTags() {}

  /** Null where no tag names one. */
  static @Nullable String owner(Map<String, String> tags) {
    return valueOf(tags, OWNER_TAGS);
  }

  static @Nullable String name(Map<String, String> tags) {
    return valueOf(tags, Set.of("name"));
  }

  static Traits traits(@Nullable String alias, Map<String, String> tags) {
    var criticality = valueOf(tags, CRITICALITY_TAGS);
    return new Traits(
        cut(alias, 200),
        null,
        cut(valueOf(tags, ENVIRONMENT_TAGS), 200),
        criticality != null && CRITICALITIES.contains(criticality.toLowerCase(Locale.ROOT))
            ? criticality
            : null,
        tags.isEmpty()
            ? null
            : tags.entrySet().stream().map(t -> t.getKey() + "=" + t.getValue()).toList());
  }

  /** By name in any case; AWS's own tags (aws:...) and those past the fiftieth are left out. */
  static Map<String, String> of(JsonNode node) {
    var tags = new LinkedHashMap<String, String>();
    if (node == null) {
      return tags;
    }
    if (node.isArray()) {
      node.forEach(
          tag ->
              put(
                  tags,
                  first(text(tag, "Key"), text(tag, "key")),
                  first(text(tag, "Value"), text(tag, "value"))));
    } else if (node.isObject()) {
      node.fields().forEachRemaining(tag -> put(tags, tag.getKey(), tag.getValue().asText()));
    }
    return tags;
  }

  private static void put(Map<String, String> tags, @Nullable String name, @Nullable String value) {
    if (name != null && value != null && !name.startsWith("aws:") && tags.size() < MOST_TAGS) {
      tags.put(cut(name.replace('=', '-'), 130), cut(value, 260));
    }
  }

  private static @Nullable String valueOf(Map<String, String> tags, Set<String> names) {
    return tags.entrySet().stream()
        .filter(tag -> names.contains(tag.getKey().toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.get(name);
    return value == null || !value.isValueNode() || value.isNull() || value.asText().isBlank()
        ? null
        : value.asText();
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
