package dev.demarc.mailboxes;

import jakarta.mail.MessagingException;
import java.io.IOException;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;

/** One mail could not be taken; it may be the mail's fault. */
class MailFailure extends Exception {

  private final long uid;
  private final Exception why;

  MailFailure(long uid, Exception cause) {
    super(cause);
    this.uid = uid;
    this.why = cause;
  }

  Exception why() {
    return why;
  }

  long uid() {
    return uid;
  }

  /** Whether the server did answer, and will give the others. */
  boolean othersCanBeTaken() {
    return why instanceof IOException
        || why instanceof MessagingException failure && isRefusal(failure);
  }

  /** Whether the server answered that it will not (NO) or cannot understand (BAD). */
  static boolean isRefusal(MessagingException failure) {
    return failure.getCause() instanceof CommandFailedException
        || failure.getCause() instanceof BadCommandException;
  }
}
