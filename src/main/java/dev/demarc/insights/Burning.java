package dev.demarc.insights;

import java.time.Instant;

/**
 * What should be looked at now.
 *
 * @param oldestDue when the one that is late for longest was due; null where none is
 * @param oldestKey of the same
 * @param nobodys of those due within the hour, those with work that nobody has taken
 * @param growing open cases on which many more reports come
 * @param growingMost the key of the one that grew most
 * @param growingReports by how many reports that one grew
 * @param oldestUnsure since when the one waits that waits for longest; null where none does
 * @param cameBack open cases that had been closed
 * @param failing mails that failed or came back
 */
public record Burning(
    long overdue,
    Instant oldestDue,
    String oldestKey,
    long soon,
    long nobodys,
    long growing,
    String growingMost,
    long growingReports,
    long unsure,
    Instant oldestUnsure,
    long cameBack,
    long failing) {}
