package dev.demarc.formats.mailfacts;

import dev.demarc.formats.mime.TraceField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a mail that decide about threading and answering.
 *
 * @param from the address of the first From mailbox, lower-cased domain; null if unreadable
 * @param sender the address of From read strictly, lower-cased domain; null unless there is exactly
 *     one From field with exactly one mailbox (RFC 5322 section 3.4). Whoever decides by who sent a
 *     mail asks this one
 * @param messageId without the angle brackets; null if absent
 * @param references Message-IDs of References and In-Reply-To without brackets, oldest first
 * @param automatic why this mail must never be answered (RFC 3834 and kin), in the header's own
 *     words; empty where it may be
 * @param kind what the mail is beyond its format
 * @param trace what servers put on top of it, the last one first
 */
public record MailFacts(
    @Nullable String from,
    @Nullable String sender,
    @Nullable String fromName,
    @Nullable String replyTo,
    List<String> to,
    @Nullable String subject,
    @Nullable Instant date,
    @Nullable String messageId,
    List<String> references,
    List<String> automatic,
    Kind kind,
    List<TraceField> trace) {

  /** Mails that are not reports are filed but not opened as cases for their own sake. */
  public enum Kind {
    REPORT,
    BOUNCE,
    AUTO_REPLY,
    AGGREGATE
  }

  public MailFacts {
    to = List.copyOf(to);
    references = List.copyOf(references);
    automatic = List.copyOf(automatic);
    trace = List.copyOf(trace);
  }

  public boolean mayBeAnswered() {
    return automatic.isEmpty();
  }

  /** The same mail, known to be of a kind that is never answered. */
  public MailFacts as(Kind known, String reason) {
    var reasons = new ArrayList<>(automatic);
    reasons.add(reason);
    return new MailFacts(
        from,
        sender,
        fromName,
        replyTo,
        to,
        subject,
        date,
        messageId,
        references,
        reasons,
        known,
        trace);
  }
}
