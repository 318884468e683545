package dev.demarc.shared;

/** A transaction's work was done, and the answer to its commit was lost: it may be in force. */
public final class OutcomeUnknown extends RuntimeException {

  private final transient Object result;

  OutcomeUnknown(Object result, Throwable cause) {
    super("The answer to a commit was lost", cause);
    this.result = result;
  }

  /** What the work returned, in force should the commit have taken place. */
  public Object result() {
    return result;
  }
}
