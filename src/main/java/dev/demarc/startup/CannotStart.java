package dev.demarc.startup;

/**
 * Demarc refuses to start. The message is one line for the operator: what is wrong and what to do
 * about it; it is all that is printed.
 */
public class CannotStart extends RuntimeException {

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
