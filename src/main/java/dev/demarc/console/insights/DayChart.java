package dev.demarc.console.insights;

import dev.demarc.console.SvgNumber;
import dev.demarc.insights.Volume.Day;
import dev.demarc.insights.Volume.Peak;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * New cases a day as stacked bars, with every coordinate in pixels. Pure.
 *
 * @param grid the heights that are marked, with their numbers
 * @param labels days below the bars
 * @param tops the days that stand out, with their number and what made them
 */
public record DayChart(
    int width,
    int height,
    int base,
    List<Bar> bars,
    List<Mark> grid,
    List<Mark> labels,
    List<Mark> tops) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final int LEFT = 36;
  private static final int TOP = 22;
  private static final int BELOW = 22;
  private static final double GAP = 0.16;
  private static final double LETTER = 6;

  /** One day; a part without cases has no height. Today is not over, and drawn pale. */
  public record Bar(
      LocalDate day,
      long cases,
      String words,
      String x,
      String width,
      boolean today,
      @Nullable Part customer,
      @Nullable Part shared,
      @Nullable Part aws) {}

  public record Part(String y, String height) {}

  public record Mark(String x, String y, String text) {}

  static DayChart of(List<Day> days, List<Peak> peaks, int width, int height) {
    long most = days.stream().mapToLong(Day::all).max().orElse(0);
    long step = step(most);
    long top = Math.max(step, (most + step - 1) / step * step);
    int base = height - BELOW;
    double perCase = (double) (base - TOP) / top;
    double slot = (double) (width - LEFT) / days.size();
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < days.size(); i++) {
      bars.add(bar(days.get(i), LEFT + i * slot, slot, base, perCase, i == days.size() - 1));
    }
    var grid = new ArrayList<Mark>();
    for (long at = step; at <= top; at += step) {
      grid.add(new Mark(String.valueOf(LEFT), number(base - at * perCase), String.valueOf(at)));
    }
    return new DayChart(
        width,
        height,
        base,
        bars,
        grid,
        labels(days, slot, height),
        tops(days, peaks, slot, width, base, perCase));
  }

  /** 1, 2, 5, 10, 20, 50, ... so that there are at most five. */
  private static long step(long most) {
    long step = 1;
    for (int i = 0; most / step > 4; i++) {
      step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    }
    return step;
  }

  private static Bar bar(Day day, double x, double slot, int base, double perCase, boolean today) {
    double customer = day.customer() * perCase;
    double shared = day.shared() * perCase;
    double aws = day.aws() * perCase;
    return new Bar(
        day.day(),
        day.all(),
        DAY.format(day.day())
            + ": "
            + day.all()
            + " cases, customer "
            + day.customer()
            + ", shared "
            + day.shared()
            + ", AWS "
            + day.aws(),
        number(x + slot * GAP / 2),
        number(slot * (1 - GAP)),
        today,
        part(base - customer, customer),
        part(base - customer - shared, shared),
        part(base - customer - shared - aws, aws));
  }

  /** With a hair of ground between parts. */
  private static @Nullable Part part(double y, double height) {
    return height == 0 ? null : new Part(number(y), number(Math.max(1, height - 0.8)));
  }

  private static List<Mark> labels(List<Day> days, double slot, int height) {
    int every = Math.max(1, (int) Math.ceil(64 / slot));
    if (every > 3) {
      every = (every + 6) / 7 * 7;
    }
    var labels = new ArrayList<Mark>();
    for (int i = 0; i < days.size() - every / 2; i += every) {
      labels.add(
          new Mark(
              number(LEFT + (i + 0.5) * slot),
              String.valueOf(height - 6),
              DAY.format(days.get(i).day())));
    }
    return labels;
  }

  /** Days that stand out, with what made them; without words where there is no room for both. */
  private static List<Mark> tops(
      List<Day> days, List<Peak> peaks, double slot, int width, int base, double perCase) {
    var marks = new ArrayList<Mark>();
    double room = width;
    for (var peak : peaks) {
      int at =
          days.indexOf(
              days.stream().filter(d -> d.day().equals(peak.day())).findFirst().orElse(null));
      if (at < 0) {
        continue;
      }
      var text = peak.cases() + (peak.category().isEmpty() ? "" : ": " + peak.category());
      double half = text.length() * LETTER / 2;
      double x = Math.max(LEFT + half, Math.min(width - half, LEFT + (at + 0.5) * slot));
      if (Math.abs(x - room) < 2 * half) {
        text = String.valueOf(peak.cases());
        x = LEFT + (at + 0.5) * slot;
      }
      room = x;
      marks.add(new Mark(number(x), number(base - peak.cases() * perCase - 6), text));
    }
    return marks;
  }

  static String number(double value) {
    return SvgNumber.tenths(value);
  }
}
