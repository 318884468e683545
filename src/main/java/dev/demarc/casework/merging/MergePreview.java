package dev.demarc.casework.merging;

import dev.demarc.casework.Tlp;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merge changes, counted before it is made.
 *
 * @param into the case that the others go into
 * @param cases those that go
 * @param refused those that cannot go, and why; they do not hold up the others
 * @param reports how many go along
 * @param reportsAfter how many the case has then
 * @param indicatorsAdded how many it has then that it had not
 * @param participantsAdded how many it lists then that it did not
 * @param severity the worst of all
 * @param tlp the strictest of all; null where none has a label
 * @param endingParts the open parts of those that go: their work ends, what is to be done is the
 *     work of the case that they go into
 * @param seenThenBy queues whose people see the reports of all then, and saw only some before
 */
public record MergePreview(
    String into,
    String title,
    List<MergedCase> cases,
    List<Refused> refused,
    int reports,
    int reportsAfter,
    int indicatorsAdded,
    int participantsAdded,
    Severity severity,
    Tlp tlp,
    List<EndingPart> endingParts,
    List<String> seenThenBy) {

  /** One that goes, with the version it was counted at. */
  public record MergedCase(String key, String title, int reports, int version) {}

  /** One that cannot go. */
  public record Refused(String key, @Nullable String detail) {}

  /**
   * @param assignee null where nobody has it
   */
  public record EndingPart(
      @Nullable String key, Side side, String queue, @Nullable String assignee) {}
}
