package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;

/** Decides on which side of the shared-responsibility line a report's work lies. Pure. */
public final class Engine {

  /** The same report and matrix always give the same assessment. */
  public Assessment assess(ParsedReport report) {
    throw new IllegalStateException(report.title());
  }
}
