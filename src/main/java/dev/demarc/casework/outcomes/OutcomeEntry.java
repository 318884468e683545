package dev.demarc.casework.outcomes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of the desk's table.
 *
 * @param own whether it is the desk's own, and can be removed
 * @param offered whether it is offered still
 * @param tellsReporter whether those who take part are told of it when a case is closed so
 * @param words what they read: {@code {case}} stands for the key, {@code {reason}} for the reason's
 *     words
 * @param reasons one of which must be given; none where it needs none
 */
public record OutcomeEntry(
    String slug,
    String name,
    boolean own,
    boolean offered,
    boolean tellsReporter,
    String words,
    List<Reason> reasons) {

  /**
   * Why a case ended so.
   *
   * @param words what those who reported read of it, as a part of a sentence
   */
  public record Reason(String slug, @Nullable String name, @Nullable String words) {}

  public Optional<Reason> reason(String wanted) {
    return reasons.stream().filter(r -> r.slug().equals(wanted)).findFirst();
  }

  /** What those who reported read; empty where they are told nothing. */
  public String toReporter(String caseKey, @Nullable Reason reason) {
    return words
        .replace("{case}", caseKey)
        .replace("{reason}", reason == null ? "" : reason.words());
  }
}
