package dev.demarc.mailboxes;

/** Reading stopped at one mail; it may be the mail's fault. */
class FailedAtMail extends Exception {

  private final long uid;

  FailedAtMail(long uid, Exception cause) {
    super(cause);
    this.uid = uid;
  }

  long uid() {
    return uid;
  }
}
