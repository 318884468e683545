package dev.demarc.formats;

/** A submission that cannot be read as what its content type says it is: HTTP 400, not 422. */
public final class UnreadableReport extends MalformedReport {

  public UnreadableReport(String message) {
    super(message);
  }
}
