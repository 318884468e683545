package dev.demarc.console.insights;

import static dev.demarc.console.insights.DayChart.number;

import dev.demarc.insights.SettledCases.Week;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How sure the engine was and how often people agreed, week by week. Pure.
 *
 * @param sure a path; empty where fewer than two weeks are told
 * @param line of how often people agreed
 * @param dots with what they say
 */
public record WeekChart(
    int width,
    int height,
    String sure,
    String line,
    List<DayChart.Mark> dots,
    List<DayChart.Mark> grid,
    List<DayChart.Mark> labels) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final int WIDTH = 360;
  private static final int HEIGHT = 132;
  private static final double LEFT = 44;
  private static final double RIGHT = 340;
  private static final double TOP = 10;
  private static final double BOTTOM = 108;
  private static final int LABELS = 5;

  static WeekChart of(List<Week> weeks) {
    if (weeks.size() < 2) {
      return new WeekChart(WIDTH, HEIGHT, "", "", List.of(), List.of(), List.of());
    }
    double least =
        Math.floor(
                weeks.stream().mapToDouble(w -> Math.min(w.sure(), w.agreed())).min().orElse(0) * 5)
            / 5;
    double from = Math.min(0.8, least);
    var sure = new StringBuilder();
    var line = new StringBuilder();
    var dots = new ArrayList<DayChart.Mark>();
    var labels = new ArrayList<DayChart.Mark>();
    int every = (weeks.size() + LABELS - 1) / LABELS;
    for (int i = 0; i < weeks.size(); i++) {
      var week = weeks.get(i);
      var x = number(LEFT + (RIGHT - LEFT) * i / (weeks.size() - 1));
      var to = i == 0 ? "M" : "L";
      sure.append(to).append(x).append(' ').append(number(y(week.sure(), from)));
      line.append(to).append(x).append(' ').append(number(y(week.agreed(), from)));
      dots.add(new DayChart.Mark(x, number(y(week.agreed(), from)), words(week)));
      if (i % every == 0) {
        labels.add(new DayChart.Mark(x, number(HEIGHT - 6), DAY.format(week.monday())));
      }
    }
    return new WeekChart(WIDTH, HEIGHT, sure.toString(), line.toString(), dots, grid(from), labels);
  }

  private static List<DayChart.Mark> grid(double from) {
    var grid = new ArrayList<DayChart.Mark>();
    for (double at = from; at < 1.001; at += (1 - from) / 2) {
      grid.add(
          new DayChart.Mark(number(LEFT), number(y(at, from)), Math.round(at * 100) + "\u202f%"));
    }
    return grid;
  }

  private static String words(Week week) {
    return "Week from "
        + DAY.format(week.monday())
        + ": "
        + Math.round(week.sure() * 100)
        + " % sure on average in "
        + week.cases()
        + " cases; people agreed in "
        + Math.round(week.agreed() * 100)
        + " %";
  }

  private static double y(double share, double from) {
    return BOTTOM - (Math.max(share, from) - from) / (1 - from) * (BOTTOM - TOP);
  }
}
