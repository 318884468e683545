package dev.demarc.mailboxes;

import jakarta.mail.MessagingException;

/** The server does not let a mail that was taken into the folder for such mails. */
class MoveRefused extends MessagingException {

  private final String folder;

  MoveRefused(String folder, MessagingException refusal) {
    super(refusal.getMessage(), refusal);
    this.folder = folder;
  }

  String folder() {
    return folder;
  }
}
