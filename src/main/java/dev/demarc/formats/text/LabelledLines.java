package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Running text that states facts as {@code Label: value}, a line each, or with the value on the
 * line below. Labels are lower-case letters, digits and single spaces; the first of a name counts.
 */
public final class LabelledLines {

  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern LINE =
      Pattern.compile(
          "^[\\s>*•·|-]*([\\pL][\\pL\\d /()&._'-]{1,48}?)\\s*\\*?\\s*[:|]\\*?\\s*(.*)$");

  private final Map<String, String> values = new LinkedHashMap<>();

  public static LabelledLines of(String text) {
    var read = new LabelledLines();
    String open = null;
    for (var line : (Iterable<String>) text.lines().limit(MOST_LINES)::iterator) {
      var found = LINE.matcher(Text.cut(line, LONGEST_LINE));
      if (found.matches()) {
        var label = letters(found.group(1));
        var value = withoutMarks(found.group(2));
        if (!value.isEmpty()) {
          read.values.putIfAbsent(label, value);
        }
        open = value.isEmpty() ? label : null;
      } else if (open != null && !line.isBlank()) {
        read.values.putIfAbsent(open, withoutMarks(Text.cut(line, LONGEST_LINE)));
        open = null;
      }
    }
    return read;
  }

  private static String letters(String label) {
    return label
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\(s\\)", "")
        .replaceAll("[^\\pL\\d]+", " ")
        .strip();
  }

  private static String withoutMarks(String value) {
    return value.strip().replaceAll("^[*|\\s]+|[*|\\s]+$", "");
  }

  /** The value of the first of these labels that the text has; null if it has none. */
  public @Nullable String first(String... labels) {
    for (var label : labels) {
      var value = values.get(label);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  public boolean hasAtLeast(int wanted, Set<String> labels) {
    return values.keySet().stream().filter(labels::contains).limit(wanted).count() >= wanted;
  }

  List<String> labels() {
    return List.copyOf(values.keySet());
  }
}
