package dev.demarc.mailboxes;

import dev.demarc.outbound.OutboundAddresses;
import dev.demarc.shared.Problem;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.util.UUID;

/** Connects to the mail servers of mailboxes and signs in, with a token where one is to be used. */
@Singleton
class MailServers {

  private final AccessTokens tokens;
  private final OutboundAddresses addresses;

  MailServers(AccessTokens tokens, OutboundAddresses addresses) {
    this.tokens = tokens;
    this.addresses = addresses;
  }

  /**
   * @throws Problem where no token is to be had
   */
  ImapConnection connect(ImapSettings imap) throws MessagingException {
    return ImapConnection.open(tokens.signedIn(imap), addresses);
  }

  /** The server refused the sign-in: a token that was used for it counts no more. */
  void refused(UUID mailbox) {
    tokens.forget(mailbox);
  }
}
