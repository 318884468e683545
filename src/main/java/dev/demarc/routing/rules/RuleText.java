package dev.demarc.routing.rules;

import dev.demarc.routing.rules.RuleCondition.Span;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions as people write them, in the words of the list's filter: {@code severity:>=high
 * category:spam,phishing -owner:"Mail team" confidence:0.5..0.8}.
 */
final class RuleText {

  static final int LONGEST = 2000;
  private static final int MOST_CONDITIONS = 20;
  private static final int MOST_VALUES = 200;
  private static final int MOST_REPORTS = 1_000_000;

  private final String text;
  private int at;

  private RuleText(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException where it cannot be read; the message says what and how to mend
   *     it
   */
  static List<RuleCondition> conditions(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("must have at most 2,000 characters");
    }
    var conditions = new RuleText(text).read();
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException("has more than 20 conditions; make two rules of it");
    }
    return conditions;
  }

  private List<RuleCondition> read() {
    var conditions = new ArrayList<RuleCondition>();
    skipSpace();
    while (at < text.length()) {
      conditions.add(condition());
      skipSpace();
    }
    return conditions;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private RuleCondition condition() {
    boolean not = text.charAt(at) == '-';
    at += not ? 1 : 0;
    int colon = at;
    while (colon < text.length() && ":\" \t\n,".indexOf(text.charAt(colon)) < 0) {
      colon++;
    }
    var word = text.substring(at, colon).toLowerCase(Locale.ROOT);
    if (colon == text.length() || text.charAt(colon) != ':') {
      throw new IllegalArgumentException(
          "“"
              + cut(word)
              + "” is no condition; write a name, a colon and values, as category:spam");
    }
    at = colon + 1;
    return condition(word, not, values());
  }

  private List<String> values() {
    var values = new ArrayList<String>();
    do {
      at += values.isEmpty() ? 0 : 1;
      values.add(value());
    } while (at < text.length() && text.charAt(at) == ',');
    if (values.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "a value is missing; write values behind the colon with commas between, as"
              + " category:spam,phishing, and those with spaces in quotes");
    }
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException("has more than 200 values in one condition");
    }
    return values;
  }

  private String value() {
    if (at < text.length() && text.charAt(at) == '"') {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw new IllegalArgumentException("a quote is not closed: " + cut(text.substring(at)));
      }
      var quoted = text.substring(at + 1, end);
      at = end + 1;
      return quoted.strip();
    }
    int start = at;
    while (at < text.length()
        && text.charAt(at) != ','
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static RuleCondition condition(String word, boolean not, List<String> values) {
    var lower = values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
    if (word.equals("env") || word.equals("criticality")) {
      var key = word.equals("env") ? "environment=" : "criticality=";
      return names(Field.TAG, not, lower.stream().map(key::concat).toList());
    }
    var field = Field.of(word).orElseThrow(() -> unknown(word));
    return switch (field) {
      case CONFIDENCE, FALSE_SHARE, FALSE_REPORTS ->
          new RuleCondition(field, not, Set.of(), span(field, lower));
      case SEVERITY ->
          names(field, not, lower.stream().flatMap(v -> severities(v).stream()).toList());
      case CATEGORY -> names(field, not, lower.stream().map(RuleText::category).toList());
      case ACCOUNT -> names(field, not, lower.stream().map(RuleText::account).toList());
      case TAG -> names(field, not, lower.stream().map(RuleText::tag).toList());
      case PART, SIDE, IS -> names(field, not, lower.stream().map(v -> known(field, v)).toList());
      default -> names(field, not, lower);
    };
  }

  private static RuleCondition names(Field field, boolean not, List<String> values) {
    return new RuleCondition(field, not, new LinkedHashSet<>(values), null);
  }

  private static IllegalArgumentException unknown(String word) {
    var words =
        Arrays.stream(Field.values())
            .map(Field::word)
            .collect(Collectors.toCollection(ArrayList::new));
    words.add("env");
    words.add("criticality");
    return new IllegalArgumentException(
        "there is no condition “"
            + cut(word)
            + "”"
            + NearestWord.of(word, words).map(near -> ", did you mean " + near + "?").orElse("")
            + " There are "
            + String.join(", ", words));
  }

  private static String known(Field field, String value) {
    if (field.domain().contains(value)) {
      return value;
    }
    throw new IllegalArgumentException(
        field.word()
            + ": “"
            + cut(value)
            + "” is none of "
            + String.join(", ", field.domain())
            + NearestWord.of(value, field.domain())
                .map(n -> "; did you mean " + n + "?")
                .orElse(""));
  }

  private static String category(String value) {
    return Category.of(value).map(Category::slug).orElseGet(() -> known(Field.CATEGORY, value));
  }

  private static String account(String value) {
    if (!value.equals(Field.NONE) && !value.matches("[0-9]{12}")) {
      throw new IllegalArgumentException(
          "account: an AWS account has twelve digits; “" + cut(value) + "” has not");
    }
    return value;
  }

  private static String tag(String value) {
    if (!value.equals(Field.NONE) && value.indexOf('=') < 1) {
      throw new IllegalArgumentException(
          "tag: write name and value, as tag:team=payments; “" + cut(value) + "” has no =");
    }
    return value;
  }

  /** {@code high}, {@code >=medium}, {@code <critical} or {@code low..high}. */
  private static List<String> severities(String value) {
    var all = Field.SEVERITY.domain();
    int dots = value.indexOf("..");
    if (dots >= 0) {
      int from = all.indexOf(known(Field.SEVERITY, value.substring(0, dots)));
      int to = all.indexOf(known(Field.SEVERITY, value.substring(dots + 2)));
      if (from > to) {
        throw new IllegalArgumentException(
            "severity: “" + value + "” is empty; write the lower one first");
      }
      return all.subList(from, to + 1);
    }
    var name = value.replaceFirst("^[<>]=?", "");
    int index = all.indexOf(known(Field.SEVERITY, name));
    var kept =
        switch (value.substring(0, value.length() - name.length())) {
          case ">=" -> all.subList(index, all.size());
          case ">" -> all.subList(index + 1, all.size());
          case "<=" -> all.subList(0, index + 1);
          case "<" -> all.subList(0, index);
          default -> List.of(name);
        };
    if (kept.isEmpty()) {
      throw new IllegalArgumentException("severity: nothing is " + value);
    }
    return kept;
  }

  private static Span span(Field field, List<String> values) {
    boolean whole = field == Field.FALSE_REPORTS;
    var examples = whole ? ">=5, <20 or 5..20" : ">=0.8, <0.5 or 0.5..0.8";
    if (values.size() != 1) {
      throw new IllegalArgumentException(field.word() + ": one range, as " + examples);
    }
    var value = values.get(0);
    int dots = value.indexOf("..");
    var span =
        dots >= 0
            ? new Span(
                number(field, value.substring(0, dots)), number(field, value.substring(dots + 2)))
            : value.startsWith(">=")
                ? new Span(number(field, value.substring(2)), Double.MAX_VALUE)
                : value.startsWith("<") && !value.startsWith("<=")
                    ? new Span(0, number(field, value.substring(1)))
                    : null;
    if (span == null || span.isEmpty()) {
      throw new IllegalArgumentException(
          field.word() + ": “" + cut(value) + "” is no range; write " + examples);
    }
    return span;
  }

  private static double number(Field field, String text) {
    boolean whole = field == Field.FALSE_REPORTS;
    try {
      boolean percent = !whole && text.endsWith("%");
      double number =
          whole
              ? Integer.parseInt(text)
              : Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text)
                  / (percent ? 100 : 1);
      if (number >= 0 && number <= (whole ? MOST_REPORTS : 1)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // is told below
    }
    throw new IllegalArgumentException(
        field.word()
            + ": “"
            + cut(text)
            + (whole
                ? "” must be a whole number up to " + MOST_REPORTS
                : "” must be from 0 to 1, or from 0% to 100%"));
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
