package dev.demarc.casework.links;

import dev.demarc.casework.CaseStatus;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.time.Instant;
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
  public record NewLink(@Nullable LinkKind kind, @Nullable CaseKey other, String reason) {

    public NewLink {
      if (kind == null) {
        throw Problem.invalid("kind", "must be related, parent, child, follows or followed-by");
      }
      if (other == null) {
        throw Problem.invalid("other", "must be the key of a case");
      }
      reason = TypedText.reason(reason);
    }
  }
}
