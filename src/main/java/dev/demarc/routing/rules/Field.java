package dev.demarc.routing.rules;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a condition can be about, with how it is written and what it can be. */
public enum Field {
  PART("part", slugs(Side.values(), Side::slug), f -> f.part().slug()),
  SIDE(
      "side",
      slugs(Responsibility.values(), r -> r.name().toLowerCase(Locale.ROOT)),
      f -> f.side() == null ? null : f.side().name()),
  IS("is", List.of("unsure", "sure"), f -> f.unsure() ? "unsure" : "sure"),
  CATEGORY("category", slugs(Category.values(), Category::slug), f -> f.category().slug()),
  SEVERITY("severity", slugs(Severity.values(), Severity::slug), f -> f.severity().slug()),
  SERVICE("service", List.of(), Facts::service),
  ACCOUNT("account", List.of(), Facts::accountId),
  REGION("region", List.of(), Facts::region),
  OWNER("owner", List.of(), Facts::owner),
  TAG("tag", List.of()),
  REPORTER("reporter", List.of(), Facts::reporter),
  FORMAT("format", List.of(), Facts::format),
  CHANNEL("channel", List.of(), Facts::channel),
  /** A number from 0 to 1. */
  CONFIDENCE("confidence", List.of()),
  /** A number from 0 to 1: how many of the reporter's settled reports were false. */
  FALSE_SHARE("false-share", List.of()),
  /** How many of them there are. */
  FALSE_REPORTS("false-reports", List.of());

  /** Stands for what is not known or not there. */
  static final String NONE = "none";

  private final String word;
  private final List<String> domain;
  private final Function<Facts, @Nullable String> of;

  /** What has no one value as text. */
  Field(String word, List<String> domain) {
    this(word, domain, facts -> null);
  }

  Field(String word, List<String> domain, Function<Facts, @Nullable String> of) {
    this.word = word;
    this.domain = domain;
    this.of = of;
  }

  private static <T> List<String> slugs(T[] values, Function<T, String> slug) {
    return Arrays.stream(values).map(slug).toList();
  }

  /** As it is written before the colon. */
  public String word() {
    return word;
  }

  /** All that it can be, lowest first; empty where that is open. */
  public List<String> domain() {
    return domain;
  }

  static Optional<Field> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
  }

  /** Whether it is a number, which conditions ask to lie within a span. */
  boolean isNumber() {
    return this == CONFIDENCE || this == FALSE_SHARE || this == FALSE_REPORTS;
  }

  double numberOf(Facts facts) {
    return switch (this) {
      case CONFIDENCE -> facts.confidence();
      case FALSE_SHARE -> facts.reporterRecord().falseShare();
      case FALSE_REPORTS -> facts.reporterRecord().falseReports();
      default -> throw new IllegalStateException(word + " is no number");
    };
  }

  /** In lower case, as conditions are; one value, but of tags all. */
  Set<String> valuesOf(Facts facts) {
    if (this == TAG) {
      return facts.tags().isEmpty()
          ? Set.of(NONE)
          : facts.tags().stream()
              .map(tag -> tag.toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    var value = of.apply(facts);
    return Set.of(value == null || value.isBlank() ? NONE : value.toLowerCase(Locale.ROOT));
  }

  /** Whether what is written in a condition takes the value in. */
  boolean covers(String written, String value) {
    if (this == REPORTER && written.startsWith("@")) {
      return value.endsWith(written) || value.endsWith("." + written.substring(1));
    }
    return written.equals(value);
  }
}
