package dev.demarc.routing.rules;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must be so for a rule to hold.
 *
 * @param not whether it must be none of the values
 * @param values in lower case; empty where it is a span
 * @param span of a number; null where it is values
 */
public record RuleCondition(Field field, boolean not, Set<String> values, @Nullable Span span) {

  /** From, and below: {@code 0.5 <= x < 0.8}. */
  public record Span(double from, double below) {
    boolean has(double number) {
      return number >= from && number < below;
    }

    boolean isEmpty() {
      return from >= below;
    }
  }

  /**
   * Whether a condition holds, with what is the case.
   *
   * @param is for people: {@code severity is high}
   * @param wants for people: {@code wants critical}
   */
  public record Outcome(boolean holds, String is, String wants) {}

  Outcome of(Facts facts) {
    if (span != null) {
      return new Outcome(
          span.has(field.numberOf(facts)) != not,
          field == Field.CONFIDENCE
              ? String.format(Locale.ROOT, "confidence is %.2f", facts.confidence())
              : is(facts.reporterRecord()),
          "wants " + inWords());
    }
    var actual = field.valuesOf(facts);
    boolean found = actual.stream().anyMatch(this::covers);
    return new Outcome(found != not, is(actual), "wants " + inWords());
  }

  private boolean covers(String value) {
    return values.stream().anyMatch(written -> field.covers(written, value));
  }

  private static String is(ReporterRecord record) {
    return record.settled() == 0
        ? "no report of this reporter is settled"
        : "this reporter: "
            + record.falseReports()
            + " of "
            + record.settled()
            + (record.settled() == 1 ? " report was false" : " reports were false");
  }

  private String is(Set<String> actual) {
    var said = String.join(", ", actual);
    return switch (field) {
      case PART -> "this is the " + (said.equals("aws") ? "AWS" : said) + " part";
      case IS -> said.equals("unsure") ? "the side is not sure" : "the side is decided";
      case TAG -> said.equals(Field.NONE) ? "there are no tags" : "tags are " + said;
      default -> field.word() + " is " + (said.equals(Field.NONE) ? "not known" : said);
    };
  }

  /** {@code critical or high}, {@code not spam}, {@code 0.50 or more and below 0.80}. */
  String inWords() {
    if (span != null) {
      var number = field == Field.FALSE_REPORTS ? "%.0f" : "%.2f";
      var lower =
          span.from() > 0 ? String.format(Locale.ROOT, number + " or more", span.from()) : "";
      var upper =
          span.below() < Double.MAX_VALUE
              ? String.format(Locale.ROOT, "below " + number, span.below())
              : "";
      var both = lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " and " + upper;
      return (not ? "not " : "") + both;
    }
    return (not ? "not " : "") + values.stream().sorted().collect(Collectors.joining(" or "));
  }
}
