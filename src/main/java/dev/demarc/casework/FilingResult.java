package dev.demarc.casework;

import dev.demarc.shared.CaseKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a report went.
 *
 * @param caseId null where it is filed without a case
 * @param because why it joined a case that was open already, or why it has none; null where it
 *     opened one
 */
public record FilingResult(
    @Nullable UUID caseId, @Nullable CaseKey key, boolean joined, @Nullable String because) {

  public static FilingResult withoutCase(String because) {
    return new FilingResult(null, null, false, because);
  }
}
