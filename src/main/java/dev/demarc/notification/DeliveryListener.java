package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Is told, in the transaction that records it, what became of a case's mail. */
public interface DeliveryListener {

  /**
   * @param caseId the case that the mail is about
   * @param detail why, where it failed or came back; else null
   */
  void settled(UUID caseId, String recipient, MailStatus status, @Nullable String detail);

  /**
   * The relay was sent a mail whole and did not answer, so that it may arrive twice. Told once for
   * each mail.
   */
  void unconfirmed(UUID caseId, String recipient);
}
