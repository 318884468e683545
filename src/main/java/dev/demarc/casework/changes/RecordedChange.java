package dev.demarc.casework.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.shared.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one case that somebody made.
 *
 * @param batch shared by changes of several cases that one action made; null where it stands alone
 * @param kind what was done: {@code work}, {@code closed}, {@code note}, ...
 * @param summary reads on after who did it
 * @param details what else is needed to take it back; null where the fields are all
 * @param undoneAt null while it stands
 */
public record RecordedChange(
    UUID id,
    UUID caseId,
    @Nullable UUID batch,
    Instant at,
    String kind,
    Actor actor,
    String summary,
    Difference fields,
    @Nullable JsonNode details,
    @Nullable Instant undoneAt) {

  /**
   * What else is needed to take back a change of a kind that always has some.
   *
   * @throws IllegalStateException where there are none
   */
  public JsonNode requireDetails() {
    if (details == null) {
      throw new IllegalStateException("the change " + id + " (" + kind + ") has no details");
    }
    return details;
  }
}
