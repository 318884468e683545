package dev.demarc.finding;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a statement binds: nothing that a caller sent stands in its text. */
final class BoundValues {

  private final Map<String, Object> values = new HashMap<>();

  /** By the names of the parameters. */
  Map<String, Object> values() {
    return values;
  }

  String bind(@Nullable Object value) {
    var name = "p" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  String cast(Object value, String type) {
    return "cast(" + bind(value) + " as " + type + ")";
  }

  String array(String[] value, String type) {
    return cast(value, type + "[]");
  }
}
