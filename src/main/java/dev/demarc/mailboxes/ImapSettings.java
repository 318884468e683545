package dev.demarc.mailboxes;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way into a mailbox, with its password; stays in this room.
 *
 * @param password or the access token that takes its place; null where none was asked for yet
 * @param tokens how access tokens are asked for; null where a password signs in
 * @param revision of the settings; another one means that somebody changed them
 * @param answerWithin how long the server may take for an answer
 * @param lastUidValidity of the folder when it was read last (RFC 9051 section 2.3.1.1); null
 *     before
 * @param failingUid the mail that the last run failed at; null where it did not
 * @param failingTimes how many runs in a row did
 */
record ImapSettings(
    UUID id,
    String name,
    int revision,
    String host,
    int port,
    MailSecurity security,
    @Nullable String certificate,
    String username,
    @Nullable String password,
    @Nullable Tokens tokens,
    String folder,
    String processedFolder,
    String failedFolder,
    Duration poll,
    Duration answerWithin,
    @Nullable Long lastUidValidity,
    @Nullable Long failingUid,
    int failingTimes) {

  /**
   * How access tokens are asked for.
   *
   * @param clientSecret null where the client has none
   * @param scope null for what the client has anyway
   * @param refreshToken null where the application itself is granted them
   */
  record Tokens(
      String endpoint,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String scope,
      Grant grant,
      @Nullable String refreshToken) {

    @Override
    public String toString() {
      return "tokens from " + endpoint; // and not the secrets
    }
  }

  ImapSettings with(String accessToken) {
    return new ImapSettings(
        id,
        name,
        revision,
        host,
        port,
        security,
        certificate,
        username,
        accessToken,
        tokens,
        folder,
        processedFolder,
        failedFolder,
        poll,
        answerWithin,
        lastUidValidity,
        failingUid,
        failingTimes);
  }

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
