package dev.demarc.formats;

/** One way of writing a report. Pure: no clock, no network, no database. */
interface ReportFormat {

  /** Whether this format claims the submission; cheap, and never throws. */
  boolean recognises(Submission submission);

  /**
   * Reads the submission tolerantly: what cannot be read goes into {@code problems}.
   *
   * @throws MalformedReport where the format has rules the sender must be told about (JSON by API)
   */
  ParsedReport read(Submission submission);
}
