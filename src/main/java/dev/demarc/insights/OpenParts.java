package dev.demarc.insights;

/** Which parts of cases are open, as the partial indexes on them say it. */
final class OpenParts {

  /** Of {@code work_item w}. */
  static final String IS_OPEN =
      "w.status in ('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'REOPENED')";

  private OpenParts() {}
}
