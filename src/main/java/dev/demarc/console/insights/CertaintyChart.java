package dev.demarc.console.insights;

import static dev.demarc.console.insights.DayChart.number;

import dev.demarc.insights.SettledCases.Band;
import java.util.ArrayList;
import java.util.List;

/**
 * How sure the engine was against how often people agreed: right of the stroke it routes by itself.
 * Pure.
 */
public record CertaintyChart(
    String line, List<Dot> dots, List<Tick> ticks, String threshold, String diagonal) {

  private static final double LEFT = 30;
  private static final double RIGHT = 260;
  private static final double TOP = 12;
  private static final double BOTTOM = 224;
  private static final double LEAST = 0.3;

  public record Dot(String x, String y, String radius, String words) {}

  public record Tick(String x, String y, String text) {}

  static CertaintyChart of(List<Band> bands, double threshold) {
    var dots = new ArrayList<Dot>();
    var line = new StringBuilder();
    long most = bands.stream().mapToLong(Band::cases).max().orElse(1);
    for (var band : bands) {
      var x = number(x(band.sure()));
      var y = number(y(band.agreed()));
      dots.add(
          new Dot(
              x,
              y,
              number(3 + 5 * Math.sqrt((double) band.cases() / most)),
              Math.round(band.sure() * 100)
                  + " % sure on average in "
                  + band.cases()
                  + " cases; people agreed in "
                  + Math.round(band.agreed() * 100)
                  + " %"));
      line.append(line.isEmpty() ? "M" : "L").append(x).append(' ').append(y);
    }
    var ticks = new ArrayList<Tick>();
    for (int at = 40; at <= 100; at += 20) {
      ticks.add(new Tick(number(x(at / 100.0)), number(y(at / 100.0)), String.valueOf(at)));
    }
    return new CertaintyChart(
        line.toString(),
        dots,
        ticks,
        number(x(threshold)),
        "M" + number(x(LEAST)) + " " + number(y(LEAST)) + "L" + number(RIGHT) + " " + number(TOP));
  }

  private static double x(double share) {
    return LEFT + (Math.max(share, LEAST) - LEAST) / (1 - LEAST) * (RIGHT - LEFT);
  }

  private static double y(double share) {
    return BOTTOM - (Math.max(share, LEAST) - LEAST) / (1 - LEAST) * (BOTTOM - TOP);
  }
}
