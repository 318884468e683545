package dev.demarc.console.cases.page;

import dev.demarc.casework.volume.ReportVolume.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports over time as bars, in the units of an SVG of the given width. Pure.
 *
 * @param bars from left to right
 * @param grid lines across, with what they stand for
 */
public record VolumeChart(int width, int height, List<Bar> bars, List<GridLine> grid, String unit) {

  /**
   * @param open whether its time is not over yet
   * @param label for the axis; null for a bar without one
   */
  public record Bar(
      double x,
      double y,
      double width,
      double height,
      int count,
      Instant at,
      boolean open,
      boolean labelled) {}

  public record GridLine(double y, int count) {}

  public static final int FOOT = 18;
  private static final int HEAD = 14;
  private static final int LEFT = 36;

  /**
   * @param atMost so many bars, for which neighbours are put together
   */
  public static VolumeChart of(Volume volume, int width, int height, int atMost) {
    int together = Math.max(1, (volume.bars().size() + atMost - 1) / atMost);
    var counts = together(volume.bars(), together);
    int most = Math.max(1, counts.stream().mapToInt(Integer::intValue).max().orElse(1));
    int step = step(most);
    int top = (most + step - 1) / step * step;
    double each = (double) (width - LEFT) / Math.max(1, counts.size());
    double room = height - FOOT - HEAD;
    int labelEvery = Math.max(1, (int) Math.ceil(84 / each));
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < counts.size(); i++) {
      double tall = counts.get(i) == 0 ? 0 : Math.max(1, room * counts.get(i) / top);
      bars.add(
          new Bar(
              round(LEFT + i * each),
              round(HEAD + room - tall),
              round(Math.max(1, Math.min(28, each - 2))),
              round(tall),
              counts.get(i),
              volume.start().plus(volume.width().multipliedBy((long) i * together)),
              i == counts.size() - 1,
              i % labelEvery == 0 && LEFT + i * each < width - 56));
    }
    var grid = new ArrayList<GridLine>();
    for (int n = step; n <= top; n += step) {
      grid.add(new GridLine(round(HEAD + room - room * n / top), n));
    }
    return new VolumeChart(width, height, bars, grid, unit(volume.width().multipliedBy(together)));
  }

  /** Whether the axis tells days; of shorter bars it tells hours. */
  public boolean isOfDays() {
    return unit.endsWith("day") || unit.endsWith("days");
  }

  /** One or two bars are no picture of anything. */
  public boolean isDrawable() {
    return bars.size() > 2;
  }

  public double base() {
    return height - FOOT;
  }

  /** Six numbers or fewer, of those that people count in. */
  private static int step(int most) {
    int step = 1;
    while (most > 4 * step) {
      step = String.valueOf(step).startsWith("2") ? step / 2 * 5 : step * 2;
    }
    return step;
  }

  private static List<Integer> together(List<Integer> counts, int n) {
    var sums = new ArrayList<Integer>();
    for (int i = 0; i < counts.size(); i += n) {
      sums.add(counts.subList(i, Math.min(counts.size(), i + n)).stream().mapToInt(c -> c).sum());
    }
    return sums;
  }

  private static String unit(Duration width) {
    if (width.toDays() >= 1) {
      return width.toDays() == 1 ? "day" : width.toDays() + " days";
    }
    if (width.toHours() >= 1) {
      return width.toHours() == 1 ? "hour" : width.toHours() + " hours";
    }
    return width.toMinutes() == 1 ? "minute" : width.toMinutes() + " minutes";
  }

  private static double round(double x) {
    return Math.round(10 * x) / 10.0;
  }
}
