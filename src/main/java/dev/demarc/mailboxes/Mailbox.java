package dev.demarc.mailboxes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that reports are read from, and how that goes; never its password.
 *
 * @param certificate PEM of the authority or server that alone is trusted; null for the machine's
 *     authorities
 * @param oauth how it is signed in to with tokens; null where a password does
 * @param pollSeconds between two looks where the server does not announce new mail
 */
public record Mailbox(
    UUID id,
    String name,
    String host,
    int port,
    MailSecurity security,
    @Nullable String certificate,
    String username,
    @Nullable OAuthSettings oauth,
    String folder,
    String processedFolder,
    String failedFolder,
    boolean enabled,
    int pollSeconds,
    Instant changedAt,
    String changedBy,
    State state) {

  /**
   * How reading goes.
   *
   * @param status {@code off}, {@code new}, {@code ok} or {@code failing}
   * @param lastReadAt when all that was there had been read; null before the first time
   * @param taken mails that became reports
   * @param error what stands in the way and what to do; null unless failing
   * @param remark the last thing worth a look that did not stop reading
   */
  public record State(
      String status,
      @Nullable Instant lastReadAt,
      @Nullable Instant lastTakenAt,
      long taken,
      @Nullable String error,
      @Nullable Instant errorSince,
      @Nullable String remark,
      @Nullable Instant remarkAt) {}
}
