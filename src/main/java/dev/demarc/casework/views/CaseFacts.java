package dev.demarc.casework.views;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.dispatch.QueueNotice;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other features need to know of a case.
 *
 * @param excerpt the beginning of its first report
 * @param mailTitle its title as a mail to a team may have it
 * @param secret whether what was reported may stand in no mail (TLP:RED)
 * @param sample whether it is made up: its mail is held
 * @param replyBy until when a source wants an answer; null where none does by a time
 * @param extendedTo the later time that was granted; null where none was
 */
public record CaseFacts(
    UUID id,
    CaseKey key,
    String title,
    String excerpt,
    String mailTitle,
    boolean open,
    Category category,
    String service,
    Severity severity,
    @Nullable Responsibility responsibility,
    @Nullable String accountId,
    @Nullable String region,
    boolean secret,
    boolean sample,
    Instant openedAt,
    @Nullable Instant replyBy,
    @Nullable Instant extendedTo,
    int version) {

  static CaseFacts of(IncidentCase on) {
    return new CaseFacts(
        on.id,
        new CaseKey(on.key),
        on.title,
        on.excerpt,
        QueueNotice.title(on),
        on.status == CaseStatus.OPEN,
        on.category(),
        on.service,
        on.severity,
        on.responsibility,
        on.accountId,
        on.region,
        on.tlp == Tlp.RED,
        on.sample,
        on.openedAt,
        on.replyBy,
        on.extendedTo,
        on.version);
  }
}
