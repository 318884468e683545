package dev.demarc.console.mailboxes;

import dev.demarc.mailboxes.MailSecurity;
import io.quarkus.qute.TemplateExtension;

/** How a mailbox's values read on a page. */
@TemplateExtension
class MailboxWords {

  private MailboxWords() {}

  static String described(MailSecurity security) {
    return switch (security) {
      case TLS -> "TLS";
      case STARTTLS -> "STARTTLS";
      case NONE -> "none (all in the clear)";
    };
  }

  /** A state that is not failing. */
  static String said(String status) {
    return switch (status) {
      case "off" -> "switched off";
      case "new" -> "not read yet";
      default -> status;
    };
  }
}
