package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import dev.demarc.shared.SecretEncryption;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Keeps what a mailbox is signed in to with: each secret is sent only where it was given for. */
@ApplicationScoped
class MailboxCredentials {

  private final SecretEncryption vault;

  MailboxCredentials(SecretEncryption vault) {
    this.vault = vault;
  }

  /**
   * @param mailbox as it was before; an empty one is new
   * @throws Problem INVALID naming the secret that is needed
   */
  void store(StoredMailbox mailbox, MailboxDefinition wanted) {
    var oauth = wanted.oauth();
    boolean sameWay = wanted.leadsTo(mailbox);
    if (oauth == null) {
      mailbox.password = kept(mailbox, "password", wanted.password(), mailbox.password, sameWay);
      mailbox.clientSecret = null;
      mailbox.refreshToken = null;
      return;
    }
    sameWay &= oauth.leadsTo(mailbox);
    boolean refreshes = oauth.grant() == Grant.REFRESH_TOKEN;
    boolean isPublic = refreshes && oauth.clientSecret() == null && mailbox.clientSecret == null;
    mailbox.clientSecret =
        isPublic
            ? null
            : kept(mailbox, "clientSecret", oauth.clientSecret(), mailbox.clientSecret, sameWay);
    mailbox.refreshToken =
        refreshes
            ? kept(mailbox, "refreshToken", oauth.refreshToken(), mailbox.refreshToken, sameWay)
            : null;
    mailbox.password = null;
  }

  private byte[] kept(
      StoredMailbox mailbox,
      String field,
      @Nullable String given,
      byte @Nullable [] stored,
      boolean sameWay) {
    if (given != null) {
      return vault.seal(mailbox.id, given);
    }
    if (stored == null) {
      throw Problem.invalid(field, "is needed");
    }
    if (!sameWay) {
      throw Problem.invalid(
          field,
          "type it again: a stored secret is used only for the host, port and user (and the token"
              + " endpoint and client) that it was given for, and as protected as then");
    }
    return stored;
  }

  /** The password; null where tokens are asked for. */
  @Nullable String password(StoredMailbox mailbox) {
    return opened(mailbox, mailbox.password);
  }

  /** How tokens are asked for; null where a password signs in. */
  ImapSettings.@Nullable Tokens tokens(StoredMailbox mailbox) {
    return mailbox.tokenEndpoint == null || mailbox.tokenGrant == null
        ? null
        : new ImapSettings.Tokens(
            mailbox.tokenEndpoint,
            mailbox.clientId,
            opened(mailbox, mailbox.clientSecret),
            mailbox.tokenScope,
            Grant.valueOf(mailbox.tokenGrant),
            opened(mailbox, mailbox.refreshToken));
  }

  private @Nullable String opened(StoredMailbox mailbox, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(mailbox.id, sealed);
  }

  void renewed(StoredMailbox mailbox, String refreshToken) {
    mailbox.refreshToken = vault.seal(mailbox.id, refreshToken);
  }
}
