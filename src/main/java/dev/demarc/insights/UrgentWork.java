package dev.demarc.insights;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What should be looked at now.
 *
 * @param oldestDue when the one that is late for longest was due; null where none is
 * @param oldestKey of the same
 * @param nobodys of those due within the hour, those with work that nobody has taken
 * @param growing open cases on which many more reports come
 * @param growingMost the key of the one that grew most
 * @param growingFrom how many reports that one had before
 * @param growingTo how many it has
 * @param oldestUnsure since when the one waits that waits for longest; null where none does
 * @param cameBack open cases that had been closed
 * @param backSince since when the one of these is back that came first; null where none is
 * @param failing mails that failed or came back
 * @param moreFailing whether there are more of these than are counted
 */
public record UrgentWork(
    long overdue,
    @Nullable Instant oldestDue,
    @Nullable String oldestKey,
    long soon,
    long nobodys,
    long growing,
    @Nullable String growingMost,
    long growingFrom,
    long growingTo,
    long unsure,
    @Nullable Instant oldestUnsure,
    long cameBack,
    @Nullable Instant backSince,
    long failing,
    boolean moreFailing) {

  /** Of one queue, or for somebody who sees some. */
  static final int MOST_FAILING = 100;
}
