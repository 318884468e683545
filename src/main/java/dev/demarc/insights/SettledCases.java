package dev.demarc.insights;

import dev.demarc.responsibility.matrix.Responsibility;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right the engine was, as far as people have settled it.
 *
 * @param bands by how sure the engine was
 * @param weeks the same by the week in which cases were opened
 * @param moves what people decided in the place of what the engine had said, by category
 * @param signals what the engine had gone by where it was overruled
 * @param people who overruled it; empty for whoever may not see what single people do
 */
public record SettledCases(
    List<Band> bands,
    List<Week> weeks,
    List<Move> moves,
    List<SignalCount> signals,
    List<PersonCount> people) {

  /** Cases in which the engine was as sure as {@code from} to {@code to}. */
  public record Band(double from, double to, long cases, double sure, double agreed) {
    /** By how many points people agreed more often (+) or less (−) than it was sure. */
    public String offBy() {
      long points = Math.round((agreed - sure) * 100);
      return points < 0 ? "\u2212" + -points : points > 0 ? "+" + points : "0";
    }
  }

  /**
   * @param first the first of its days that is in the period
   */
  public record Week(LocalDate first, long cases, double sure, double agreed) {
    public LocalDate monday() {
      return first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public LocalDate last() {
      return monday().plusDays(6);
    }
  }

  /**
   * @param from null where the engine was not sure enough to route by itself
   * @param share of all cases of the category that were settled
   */
  public record Move(
      String category,
      String name,
      @Nullable Responsibility from,
      Responsibility to,
      long cases,
      double share) {}

  public record SignalCount(String signal, long cases) {}

  public record PersonCount(String username, String name, long decided, long overruled) {}

  public long settled() {
    return bands.stream().mapToLong(Band::cases).sum();
  }

  public long overruled() {
    return moves.stream().mapToLong(Move::cases).sum();
  }
}
