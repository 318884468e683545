package dev.demarc.mailboxes;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** The server does not let a mail that was taken into the folder for such mails. */
class MoveRefused extends MessagingException {

  private final @Nullable String folder;

  MoveRefused(@Nullable String folder, MessagingException refusal) {
    super(refusal.getMessage(), refusal);
    this.folder = folder;
  }

  @Nullable String folder() {
    return folder;
  }
}
