package dev.demarc.casework.changes;

import dev.demarc.shared.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back what a kind of change did beyond the fields of its case (moved reports, opened another
 * case). A bean for each such kind; it runs in the transaction that takes the change back, with the
 * change's case held.
 */
public interface Reversal {

  /** The kind of change that it takes back, as it was recorded with. */
  String kind();

  /**
   * The other cases that taking it back changes: they are held together with its own, before
   * anything is looked at.
   */
  default List<UUID> otherCases(RecordedChange change) {
    return List.of();
  }

  /**
   * Whether anything that came later rests on it.
   *
   * @return why it cannot be taken back any more, as a sentence; empty where it can
   */
  Optional<String> refusal(RecordedChange change);

  /** Takes it back; the fields of its own case are put back by others, before this. */
  void takeBack(RecordedChange change, Actor actor);
}
