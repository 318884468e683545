package dev.demarc.mailboxes;

import java.time.Duration;
import java.util.UUID;

/**
 * The way into a mailbox, with its password; stays in this room.
 *
 * @param revision of the settings; another one means that somebody changed them
 * @param lastUidValidity of the folder when it was read last (RFC 9051 section 2.3.1.1); null
 *     before
 * @param failingUid the mail that the last run failed at; null where it did not
 * @param failingTimes how many runs in a row did
 */
record Way(
    UUID id,
    String name,
    int revision,
    String host,
    int port,
    MailSecurity security,
    String certificate,
    String username,
    String password,
    String folder,
    String processedFolder,
    String failedFolder,
    Duration poll,
    Long lastUidValidity,
    Long failingUid,
    int failingTimes) {

  /** Where a mail came from, as an IMAP URL without the user (RFC 5092). */
  String url() {
    return (security == MailSecurity.TLS ? "imaps://" : "imap://")
        + host
        + ":"
        + port
        + "/"
        + folder;
  }

  @Override
  public String toString() {
    return "mailbox " + name; // and not its password
  }
}
