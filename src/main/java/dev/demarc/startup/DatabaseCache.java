package dev.demarc.startup;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the embedded database keeps pages in ({@code shared_buffers}). What is not in
 * there is fetched from the system's cache, which takes a list of very many cases twice as long.
 */
record DatabaseCache(int megabytes) {

  private static final int LEAST = 16;
  private static final int MOST = 65_536;

  /** What PostgreSQL takes by itself, and enough for some ten thousand cases. */
  private static final int USUAL = 128;

  private static final int MOST_BY_ITSELF = 1_024;

  /**
   * @param text a number of megabytes
   * @throws CannotStart with a line for the operator
   */
  static DatabaseCache of(String text) {
    try {
      int megabytes = Integer.parseInt(text.strip());
      if (megabytes >= LEAST && megabytes <= MOST) {
        return new DatabaseCache(megabytes);
      }
    } catch (NumberFormatException e) {
      // said below, together with a number that is too small or too large
    }
    throw new CannotStart(
        "demarc.database.cache is \""
            + text
            + "\"; give a number of megabytes from "
            + LEAST
            + " to "
            + MOST
            + ".");
  }

  /** An eighth of what the machine or the container has. */
  static DatabaseCache ofMachine() {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return ofMemory(machine.getTotalMemorySize());
  }

  static DatabaseCache ofMemory(long bytes) {
    return new DatabaseCache((int) Math.max(USUAL, Math.min(MOST_BY_ITSELF, (bytes >> 20) / 8)));
  }

  String asSetting() {
    return megabytes + "MB";
  }
}
