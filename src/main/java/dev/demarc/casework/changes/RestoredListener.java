package dev.demarc.casework.changes;

import java.util.UUID;

/**
 * Hears that fields of a case have the values again that they had before a change, in the same
 * transaction: what hangs on them and is no field (jobs that are due) is set anew.
 */
public interface RestoredListener {
  void restored(UUID caseId);
}
