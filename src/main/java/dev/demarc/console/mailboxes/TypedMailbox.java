package dev.demarc.console.mailboxes;

import dev.demarc.mailboxes.MailSecurity;
import dev.demarc.mailboxes.Mailbox;
import dev.demarc.mailboxes.WantedMailbox;
import dev.demarc.shared.Problem;

/** The form of a mailbox as it was typed, without the password: that is never sent back. */
public record TypedMailbox(
    String name,
    String host,
    String port,
    String security,
    String certificate,
    String username,
    String folder,
    String processedFolder,
    String failedFolder,
    String pollSeconds) {

  static TypedMailbox empty() {
    return new TypedMailbox(
        "",
        "",
        "",
        MailSecurity.TLS.name(),
        "",
        "",
        WantedMailbox.INBOX,
        WantedMailbox.PROCESSED,
        WantedMailbox.FAILED,
        String.valueOf(WantedMailbox.POLL_SECONDS));
  }

  static TypedMailbox of(Mailbox mailbox) {
    return new TypedMailbox(
        mailbox.name(),
        mailbox.host(),
        String.valueOf(mailbox.port()),
        mailbox.security().name(),
        mailbox.certificate() == null ? "" : mailbox.certificate(),
        mailbox.username(),
        mailbox.folder(),
        mailbox.processedFolder(),
        mailbox.failedFolder(),
        String.valueOf(mailbox.pollSeconds()));
  }

  /**
   * @throws Problem INVALID naming the field
   */
  WantedMailbox wanted(String password, boolean enabled) {
    var secured = MailSecurity.of(security).orElse(null);
    return new WantedMailbox(
        name,
        host,
        port == null || port.isBlank()
            ? (secured == MailSecurity.TLS ? 993 : 143)
            : number("port", port),
        secured,
        certificate,
        username,
        password,
        folder,
        processedFolder,
        failedFolder,
        enabled,
        number("pollSeconds", pollSeconds));
  }

  private static int number(String field, String text) {
    try {
      return Integer.parseInt(String.valueOf(text).strip());
    } catch (NumberFormatException e) {
      throw Problem.invalid(field, "must be a number");
    }
  }
}
