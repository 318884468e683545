package dev.demarc.casework.timeline;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the timeline tells a change of: names of fields as the API has them, with their
 * values before and after. Immutable.
 */
public record FieldChange(SortedMap<String, String> before, SortedMap<String, String> after) {

  public static final FieldChange NONE = new FieldChange(new TreeMap<>(), new TreeMap<>());

  public static FieldChange of(String field, @Nullable Object before, @Nullable Object after) {
    return NONE.with(field, before, after);
  }

  /** A field that stayed as it was is left out. */
  public FieldChange with(String field, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return this;
    }
    var was = new TreeMap<>(this.before);
    var is = new TreeMap<>(this.after);
    was.put(field, Objects.toString(before, null));
    is.put(field, Objects.toString(after, null));
    return new FieldChange(was, is);
  }

  boolean isEmpty() {
    return after.isEmpty();
  }
}
