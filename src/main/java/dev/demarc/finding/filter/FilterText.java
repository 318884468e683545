package dev.demarc.finding.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A filter as it is typed, of which one part can be changed while the others stay. Pure. */
public final class FilterText {

  /** What is snoozed is out of sight, unless it is asked for. */
  private static final String IN_SIGHT = "-is:snoozed";

  public static final String DEFAULT = "status:open " + IN_SIGHT + " sort:clock";

  private final List<FilterToken> tokens;

  private FilterText(List<FilterToken> tokens) {
    this.tokens = tokens;
  }

  public static FilterText of(String text) {
    return new FilterText(FilterToken.of(text));
  }

  /** The last value that a name is given; empty where it is not named. */
  public Optional<String> named(String name) {
    return tokens.stream()
        .filter(token -> token.isNamed(name) && !token.negated() && !token.values().isEmpty())
        .map(token -> String.join(",", token.values()))
        .reduce((first, last) -> last);
  }

  public boolean says(String name, String value) {
    return named(name).filter(value::equals).isPresent();
  }

  /** The same but for one part, which stands where it stood. */
  public FilterText with(String name, String value) {
    var changed = new ArrayList<FilterToken>();
    var wanted = FilterToken.of(name + ":" + quoted(value)).get(0);
    boolean placed = false;
    for (var token : tokens) {
      if (!token.isNamed(name)) {
        changed.add(token);
      } else if (!placed) {
        changed.add(wanted);
        placed = true;
      }
    }
    if (!placed) {
      changed.add(wanted);
    }
    return new FilterText(changed);
  }

  public static String quoted(String value) {
    var clean = value.replace("\"", "");
    return clean.chars().anyMatch(c -> Character.isWhitespace(c) || c == ',')
        ? '"' + clean + '"'
        : clean;
  }

  /** Whether what is snoozed is among what it finds. */
  public boolean showsSnoozed() {
    return tokens.stream().noneMatch(token -> token.raw().equals(IN_SIGHT));
  }

  /** Whether it narrows to nothing but what is open and in sight. */
  public boolean isPlain() {
    return tokens.stream()
        .allMatch(
            token ->
                token.raw().equals(IN_SIGHT)
                    || token.name() != null && Set.of("status", "sort").contains(token.name()));
  }

  public String text() {
    return String.join(" ", tokens.stream().map(FilterToken::raw).toList());
  }
}
