package dev.demarc.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/**
 * Where stored reports wait to be filed. It is filled in the transaction that stores them, so that
 * no report is on disk without it.
 */
public interface FilingQueue {

  /**
   * @param after how long the worker leaves the report to the caller who files it itself
   */
  void add(UUID reportId, Duration after);

  /** The worker takes these after those that were added one by one. */
  void addAll(Collection<UUID> reportIds);
}
