package dev.demarc.insights;

/** How a number differs from one before, as it is written in a column. */
final class Change {

  private Change() {}

  /** {@code +16 %}; empty where there was nothing before to compare with. */
  static String inWords(long now, long before) {
    if (before == 0) {
      return "";
    }
    long percent = Math.round((now - before) * 100.0 / before);
    return (percent < 0 ? "\u2212" : "+") + Math.abs(percent) + "\u202f%";
  }
}
