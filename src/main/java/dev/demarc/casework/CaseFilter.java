package dev.demarc.casework;

import dev.demarc.responsibility.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which cases a list shows; what is null does not narrow it.
 *
 * @param side {@code aws} or {@code customer}: cases in which that side has work
 * @param assignee a user name, or {@code none} for cases with work that nobody has taken
 * @param indicator the exact value of an indicator, defanged or not
 * @param q words of the title or the report, or an indicator
 */
public record CaseFilter(
    CaseStatus status,
    Responsibility responsibility,
    String queue,
    String assignee,
    Category category,
    String service,
    String indicator,
    String q,
    boolean breaching,
    Sort sort) {

  /** The orders a list may have. */
  public enum Sort {
    CLOCK,
    NEWEST,
    UPDATED
  }

  /**
   * @throws Problem naming the parameter that is not understood
   */
  public static CaseFilter of(
      String status,
      String responsibility,
      String queue,
      String assignee,
      String category,
      String service,
      String indicator,
      String q,
      String sort) {
    return new CaseFilter(
        oneOf(CaseStatus.class, "status", status),
        oneOf(Responsibility.class, "responsibility", responsibility),
        blankToNull(queue),
        blankToNull(assignee),
        blankToNull(category) == null
            ? null
            : Category.of(category)
                .orElseThrow(() -> Problem.invalid("category", "there is no category " + category)),
        blankToNull(service),
        blankToNull(indicator),
        blankToNull(q),
        false,
        blankToNull(sort) == null ? Sort.NEWEST : oneOf(Sort.class, "sort", sort));
  }

  public CaseFilter breachingSoon() {
    return new CaseFilter(
        status, responsibility, queue, assignee, category, service, indicator, q, true, sort);
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) {
    if (blankToNull(text) == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(text.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    field,
                    "must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  private static String blankToNull(String text) {
    var clean = TypedText.clean(text);
    return clean == null || clean.isEmpty() ? null : clean;
  }
}
