package dev.demarc.casework.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a change made of a case's fields. Pure.
 *
 * @param before the fields that differ, as they were; a field that was not there is null
 * @param after the same fields, as they are then
 */
public record Difference(SortedMap<String, JsonNode> before, SortedMap<String, JsonNode> after) {

  public static Difference of(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    var was = new TreeMap<String, JsonNode>();
    var is = new TreeMap<String, JsonNode>();
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      var earlier = valueOf(before, name);
      var later = valueOf(after, name);
      if (!Objects.equals(earlier, later)) {
        was.put(name, earlier);
        is.put(name, later);
      }
    }
    return new Difference(was, is);
  }

  /** Those of its fields that somebody gave another value since. */
  public SortedMap<String, JsonNode> changedSince(Map<String, JsonNode> now) {
    var changed = new TreeMap<String, JsonNode>();
    after.forEach(
        (name, left) -> {
          var current = valueOf(now, name);
          if (!current.equals(left)) {
            changed.put(name, current);
          }
        });
    return changed;
  }

  private static JsonNode valueOf(Map<String, JsonNode> fields, String name) {
    return fields.getOrDefault(name, NullNode.getInstance());
  }
}
