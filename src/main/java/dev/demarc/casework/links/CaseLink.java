package dev.demarc.casework.links;

import dev.demarc.casework.CaseStatus;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How another case belongs to a case, seen from that.
 *
 * @param reason null where none was given
 * @param by who said so; {@code Engine} where a case follows a closed one
 */
public record CaseLink(
    UUID id,
    LinkKind kind,
    String key,
    String title,
    CaseStatus status,
    String reason,
    String by,
    Instant at) {

  /**
   * A link that somebody wants to make.
   *
   * @param reason needed, so that the next reader can follow
   */
  public record NewLink(LinkKind kind, CaseKey other, String reason) {

    /**
     * @param kind a slug
     * @param other a key, in any case
     * @throws Problem INVALID naming the field
     */
    public static NewLink of(
        @Nullable String kind, @Nullable String other, @Nullable String reason) {
      return new NewLink(
          LinkKind.of(kind)
              .orElseThrow(
                  () ->
                      Problem.invalid(
                          "kind", "must be related, parent, child, follows or followed-by")),
          CaseKey.parse(other == null ? null : other.trim().toUpperCase(Locale.ROOT))
              .orElseThrow(() -> Problem.invalid("other", "must be the key of a case")),
          TypedText.reason(reason));
    }
  }
}
