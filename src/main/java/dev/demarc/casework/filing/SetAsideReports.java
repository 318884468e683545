package dev.demarc.casework.filing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reports that were filed without a case. */
public interface SetAsideReports {

  /** Whether there is such a report at all, filed or not. */
  boolean isThere(UUID reportId);

  /** Holds how far a report's filing has come, before the caller holds a case. */
  void hold(UUID reportId);

  /**
   * Has a report be one of a case from now on.
   *
   * @return false where it is not set aside: it is on a case, or not filed yet
   */
  boolean join(UUID reportId);

  /**
   * Has reports that are set aside be filed once more, after the running transaction. Waits for
   * nobody: one that another transaction has is filed by that, or put on a case.
   *
   * @return those that are filed once more
   */
  List<UUID> fileAgain(Collection<UUID> reportIds);
}
