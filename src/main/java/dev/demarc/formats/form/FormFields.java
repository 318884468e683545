package dev.demarc.formats.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.text.Text;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes fields out of a JSON form and collects every rule that they break. Null means absent. */
final class FormFields {

  private static final int MOST_ERRORS = 100;

  private final JsonNode form;
  private final String prefix;
  private final List<FieldError> errors;

  FormFields(@Nullable JsonNode form) {
    this(form == null ? MissingNode.getInstance() : form, "", new ArrayList<>());
  }

  private FormFields(JsonNode form, String prefix, List<FieldError> errors) {
    this.form = form;
    this.prefix = prefix;
    this.errors = errors;
  }

  FormFields inside(String name, JsonNode object) {
    return new FormFields(object, prefix + name + ".", errors);
  }

  void fail(@Nullable String field, String message) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(prefix + field, message));
    }
  }

  /** Whether nothing was found wrong with these fields so far. */
  boolean intact(String... names) {
    return errors.stream().noneMatch(e -> Set.of(names).contains(e.field()));
  }

  void throwIfBroken() {
    if (!errors.isEmpty()) {
      var first = errors.get(0);
      var more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
      throw new MalformedReport(
          "The report cannot be taken as it is: "
              + (first.field().isEmpty() ? "it" : first.field())
              + " "
              + first.message()
              + more
              + ".",
          errors);
    }
  }

  void onlyFields(Set<String> known) {
    var names = form.fieldNames();
    while (names.hasNext() && errors.size() < MOST_ERRORS) {
      var name = names.next();
      if (!known.contains(name)) {
        fail(
            Text.oneLine(name, 100),
            "is not a field of this form; the fields are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private @Nullable JsonNode present(String name) {
    var node = form.path(name);
    return node.isMissingNode() || node.isNull() ? null : node;
  }

  @Nullable String text(String name, int longest) {
    var node = present(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      fail(name, "must be text");
      return null;
    }
    if (node.textValue().length() > longest) {
      fail(name, "must have at most " + longest + " characters");
      return null;
    }
    return Text.blankToNull(node.textValue().strip());
  }

  @Nullable String matching(String name, String pattern, String message) {
    var text = text(name, 100);
    if (text != null && !text.matches(pattern)) {
      fail(name, message);
      return null;
    }
    return text;
  }

  @Nullable String oneOf(String name, Set<String> values) {
    var text = text(name, 100);
    if (text == null) {
      return null;
    }
    var value = text.toUpperCase(Locale.ROOT).replaceFirst("^TLP:", "");
    if (!values.contains(value)) {
      fail(name, "must be one of " + String.join(", ", new TreeSet<>(values)));
      return null;
    }
    return value;
  }

  /** ISO 8601 with a zone. */
  @Nullable Instant date(String name) {
    var text = text(name, 100);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      fail(name, "must be a date and time with a zone, for example 2026-11-20T10:15:00Z");
      return null;
    }
  }

  @Nullable JsonNode object(String name) {
    var node = present(name);
    if (node != null && !node.isObject()) {
      fail(name, "must be an object");
      return null;
    }
    return node;
  }

  /** The texts of a list by their field paths, such as {@code sources[0]}. */
  Map<String, String> texts(String name, int most) {
    var texts = new LinkedHashMap<String, String>();
    var node = present(name);
    if (node == null) {
      return texts;
    }
    if (!node.isArray()) {
      fail(name, "must be a list of texts");
      return texts;
    }
    if (node.size() > most) {
      fail(name, "must have at most " + most + " entries");
      return texts;
    }
    for (int i = 0; i < node.size(); i++) {
      var field = name + "[" + i + "]";
      if (node.get(i).isTextual()) {
        texts.put(field, node.get(i).textValue());
      } else {
        fail(field, "must be text");
      }
    }
    return texts;
  }
}
