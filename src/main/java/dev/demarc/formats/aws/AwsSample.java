package dev.demarc.formats.aws;

import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement.Kind;

/** Findings that AWS makes up to try the way out: no resource that they name is in trouble. */
final class AwsSample {

  private static final String IN_TITLE = "[SAMPLE]";

  private AwsSample() {}

  /**
   * Declares it a test where it is one: all of them say so in their title.
   *
   * @param marked whether a field of the finding says so
   */
  static void mark(ReportDraft draft, boolean marked) {
    if (marked || draft.title != null && draft.title.contains(IN_TITLE)) {
      draft.kind = Kind.TEST;
      draft.detail("sample", true);
    }
  }
}
