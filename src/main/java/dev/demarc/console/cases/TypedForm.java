package dev.demarc.console.cases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person had typed when a change was refused, so that nothing of it is lost.
 *
 * @param form the form it was typed into; empty where nothing was
 * @param problem why it was refused; null where it was not
 */
public record TypedForm(String form, @Nullable String problem, Map<String, String> fields) {

  static final TypedForm NOTHING = new TypedForm("", null, Map.of());

  static TypedForm into(String form) {
    return new TypedForm(form, null, Map.of());
  }

  TypedForm with(String field, @Nullable String value) {
    if (value == null) {
      return this;
    }
    var more = new HashMap<>(fields);
    more.put(field, value);
    return new TypedForm(form, problem, Map.copyOf(more));
  }

  TypedForm refused(@Nullable String why) {
    return new TypedForm(form, why, fields);
  }

  public boolean isAbout(String name) {
    return form.equals(name);
  }

  /** What was typed into this field of this form; else what stands there. */
  public String or(String name, String field, String standing) {
    return isAbout(name) && fields.containsKey(field) ? fields.get(field) : standing;
  }

  /** Whether a field that holds one value holds this one. */
  public boolean chose(String name, String field, String value, String standing) {
    return value.equals(or(name, field, standing));
  }

  /** Whether a field that holds a value with its reason holds these. */
  public boolean chosen(String name, String field, String value, String reason) {
    return chose(name, field, value + "/" + reason, "");
  }

  /** Whether a field that holds several values holds this one among them. */
  public boolean picked(String name, String field, String value, boolean standing) {
    return isAbout(name)
        ? Arrays.asList(fields.getOrDefault(field, "").split(" ")).contains(value)
        : standing;
  }

  /** Whether this report had been selected to be split off. */
  public boolean selected(UUID report) {
    return picked("split", "report", report.toString(), false);
  }
}
