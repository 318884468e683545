package dev.demarc.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Data that is erased after a time that an administrator may choose. */
public interface Expiring {

  /**
   * @param slug its name in the table
   * @param name as people read it
   * @param what of it is erased, as it reads on after a number
   * @param shortest days it is kept at least
   * @param longest days that can be chosen
   * @param delivered days where nobody chose; null for ever, which may then be chosen, too
   */
  record Kind(
      String slug,
      String name,
      String what,
      int shortest,
      int longest,
      @Nullable Integer delivered) {}

  Kind kind();

  /** How many there are from before a time. */
  long countBefore(Instant time);

  /**
   * Erases those from before a time, so many at most, in a transaction of its own.
   *
   * @return how many it erased
   */
  int eraseBefore(Instant time, int most);
}
