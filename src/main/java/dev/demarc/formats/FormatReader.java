package dev.demarc.formats;

/** Finds the format of a submission and reads it. Thread-safe and pure. */
public final class FormatReader {

  /**
   * Reads any bytes: an unknown format becomes {@code text} for people.
   *
   * @throws MalformedReport for a JSON submission that is unreadable or breaks its form's rules
   */
  public ParsedReport read(Submission submission) {
    throw new MalformedReport("no format yet");
  }
}
