package dev.demarc.finding.filter;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a part of a filter, and what was most likely meant. Pure. */
final class FilterMistakes {

  private final String field;
  private final String text;

  /**
   * @param field what the filter is called where it came from
   * @param text the whole of it
   */
  FilterMistakes(String field, String text) {
    this.field = field;
    this.text = text;
  }

  FilterMistake unknownName(FilterToken token) {
    var near = Nearest.to(Objects.requireNonNullElse(token.name(), ""), FilterName.words());
    var rest = token.raw().substring(token.raw().indexOf(':'));
    var sign = token.negated() ? "-" : "";
    var meant = near.map(name -> sign + name + rest).orElse(null);
    return of(
        token,
        "isn't a filter."
            + (meant == null
                ? " Filters are " + String.join(", ", FilterName.words()) + "."
                : " Did you mean " + shown(meant) + "?")
            + " To search for the words, put them in quotes.",
        meant);
  }

  FilterMistake unknownValue(
      FilterToken token, String name, String value, Collection<String> values) {
    var near = Nearest.to(value, values);
    var sign = token.negated() ? "-" : "";
    return of(
        token,
        "there is no "
            + name
            + " "
            + shown(value)
            + "."
            + near.map(n -> " Did you mean " + name + ":" + n + "?").orElse("")
            + " There are "
            + String.join(", ", values)
            + ".",
        near.map(n -> sign + name + ":" + n).orElse(null));
  }

  FilterMistake of(FilterToken token, String message, @Nullable String meant) {
    return new FilterMistake(
        field,
        shown(token.raw()) + " " + message,
        meant == null ? null : text.replace(token.raw(), meant));
  }

  private static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
