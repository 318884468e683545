package dev.demarc.finding.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a filter asks of a case. */
public sealed interface Condition {

  boolean negated();

  /** It has one of these, as {@code case_entry.terms} keeps them: {@code severity:high}. */
  record Terms(boolean negated, List<String> anyOf) implements Condition {}

  /** One of these finds it. */
  record Finds(boolean negated, List<IndexLookup> anyOf) implements Condition {}

  /**
   * A value of its own lies in between.
   *
   * @param from the least that does; null without an end
   * @param until the least above; null without an end
   */
  record Within(boolean negated, Measure of, @Nullable Object from, @Nullable Object until)
      implements Condition {}

  /** What can lie in between; where it is kept. */
  enum Measure {
    OPENED("e.opened_at", "timestamptz"),
    DUE("e.due_at", "timestamptz"),
    UPDATED("updated_at", "timestamptz"),
    CLOSED("closed_at", "timestamptz"),
    REPORTS("report_count", "int"),
    CONFIDENCE("confidence", "float8");

    private final String column;
    private final String type;

    Measure(String column, String type) {
      this.column = column;
      this.type = type;
    }

    public String column() {
      return column;
    }

    public String type() {
      return type;
    }

    /** Whether the narrow row has it, by which lists are read. */
    public boolean isOfEntry() {
      return column.startsWith("e.");
    }
  }
}
