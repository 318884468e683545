package dev.demarc.casework;

import java.util.Collection;
import java.util.List;

/** How far a case has come: what its parts say together. */
public final class CaseProgress {

  /**
   * The furthest of the open parts counts; a part that waits does not speak for one that is done.
   */
  private static final List<WorkStatus> FURTHEST_FIRST =
      List.of(
          WorkStatus.IN_PROGRESS,
          WorkStatus.REOPENED,
          WorkStatus.TRIAGED,
          WorkStatus.NEW,
          WorkStatus.WAITING,
          WorkStatus.RESOLVED,
          WorkStatus.CLOSED);

  private CaseProgress() {}

  /**
   * @return {@code WAITING} only where every open part waits, and {@code RESOLVED} or {@code
   *     CLOSED} only where none is open; {@code WITHDRAWN} where no side has a part
   */
  public static WorkStatus of(Collection<WorkStatus> parts) {
    return FURTHEST_FIRST.stream().filter(parts::contains).findFirst().orElse(WorkStatus.WITHDRAWN);
  }
}
