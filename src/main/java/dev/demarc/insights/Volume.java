package dev.demarc.insights;

import dev.demarc.responsibility.matrix.Responsibility;
import java.time.LocalDate;
import java.util.List;

/**
 * How many cases were opened.
 *
 * @param days every day of the period, those without cases too
 * @param peaks at most two days on which many more cases were opened than on others
 * @param formats what their reports are written in; a case may have several
 * @param channels how their reports came; a case may have several
 * @param outcomes how those ended that are closed
 */
public record Volume(
    List<Day> days,
    List<Peak> peaks,
    List<SideCount> sides,
    List<Count> categories,
    List<Count> services,
    List<Count> accounts,
    List<Count> formats,
    List<Count> channels,
    List<Count> outcomes) {

  public record Day(LocalDate day, long customer, long shared, long aws) {
    public long all() {
      return customer + shared + aws;
    }
  }

  /**
   * @param category the name of the one that had most more than on others
   */
  public record Peak(LocalDate day, long cases, String category) {}

  /** Cases of one side in the period and in the one before. */
  public record SideCount(Responsibility side, long cases, long before, double share) {
    public String change() {
      return Change.inWords(cases, before);
    }
  }

  /**
   * Cases of one kind.
   *
   * @param key as the filter of cases has it
   */
  public record Count(String key, String name, long cases, long reports, long before) {
    public String change() {
      return Change.inWords(cases, before);
    }
  }

  public long cases() {
    return sides.stream().mapToLong(SideCount::cases).sum();
  }
}
