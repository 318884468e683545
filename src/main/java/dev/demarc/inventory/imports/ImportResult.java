package dev.demarc.inventory.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list changed, or would change.
 *
 * @param applied false for a dry run, and where mistakes stopped it
 * @param format {@code csv} or the AWS command that wrote it
 * @param lines entries that were read, those with mistakes too
 * @param ended entries that are over: no longer listed, or somebody else's from now on
 * @param changes the first 200 that are added, changed or ended
 * @param mistakes the first 200
 */
public record ImportResult(
    boolean applied,
    String format,
    long lines,
    long added,
    long changed,
    long ended,
    long unchanged,
    long refused,
    List<Change> changes,
    List<Mistake> mistakes) {

  /**
   * @param line of the file; 0 where it ends because the file does not list it
   * @param action {@code added}, {@code changed}, {@code handed-on} or {@code ended}
   * @param what for people: {@code owner Shop → Web}
   */
  public record Change(long line, String action, String kind, String value, String what) {}

  /**
   * @param line of the file, from 1
   */
  public record Mistake(long line, @Nullable String detail) {}
}
