package dev.demarc.casework.outcomes;

import dev.demarc.casework.outcomes.OutcomeEntry.Reason;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody wants an outcome to be. */
public record OutcomeWish(
    String name, boolean offered, boolean tellsReporter, String words, List<Reason> reasons) {

  private static final int NAME = 80;
  private static final int WORDS = 4000;
  private static final int REASONS = 20;

  /**
   * @throws Problem INVALID naming the field
   */
  public OutcomeWish {
    name = text("name", name, NAME);
    words = words == null || words.isBlank() ? "" : text("words", words, WORDS);
    if (tellsReporter && words.isEmpty()) {
      throw Problem.invalid("words", "say what those who reported are told");
    }
    reasons = reasons == null ? List.of() : reasons.stream().map(OutcomeWish::checked).toList();
    if (reasons.size() > REASONS
        || reasons.stream().map(Reason::slug).distinct().count() < reasons.size()) {
      throw Problem.invalid("reasons", "must be at most " + REASONS + ", each with its own slug");
    }
  }

  private static Reason checked(Reason reason) {
    if (Objects.isNull(reason)) {
      throw Problem.invalid("reasons", "must be objects with slug, name and words");
    }
    var slug =
        Outcome.of(reason.slug())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "reasons.slug",
                        "must be lower-case letters, digits and hyphens, at most 40"));
    var name = text("reasons.name", reason.name(), NAME);
    return new Reason(
        slug.slug(),
        name,
        reason.words() == null || reason.words().isBlank()
            ? name
            : text("reasons.words", reason.words(), 500));
  }

  private static String text(String field, @Nullable String text, int most) {
    var clean = TypedText.clean(text);
    if (clean == null || clean.isBlank() || clean.length() > most) {
      throw Problem.invalid(field, "must have 1 to " + most + " characters");
    }
    return clean.strip();
  }
}
