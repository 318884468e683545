package dev.demarc.console.queue;

import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One case that is selected in a list.
 *
 * @param version it was seen at; null where the form does not tell
 */
record PickedCase(CaseKey key, @Nullable Integer version) {

  /**
   * @param picked a key, with the version where it is known: {@code DM-2026-000042@3}
   */
  static PickedCase of(String picked) {
    int at = picked.indexOf('@');
    var key = (at < 0 ? picked : picked.substring(0, at)).trim().toUpperCase(Locale.ROOT);
    return new PickedCase(
        CaseKey.parse(key).orElseThrow(() -> Problem.invalid("case", "must be the key of a case")),
        at < 0 ? null : version(picked.substring(at + 1)));
  }

  private static Integer version(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.invalid("case", "must be a key and a version");
    }
  }
}
