package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Prints how often the judgements of a set are right, and where they are not. */
final class AccuracyFigures {

  /** A file with more groups names single incidents. */
  private static final int MOST_GROUPS = 20;

  private final List<Judged> all;
  private final List<Judged> labelled;

  AccuracyFigures(List<Judged> all) {
    this.all = all;
    // a text that denies a cause has no right side: it is only not to be routed
    this.labelled =
        all.stream().filter(j -> j.expected() != null && j.incident().denies() == null).toList();
  }

  void printBrief(String name) {
    System.out.printf(
        "%n%s%n  right %.3f   with half credit %.3f   macro recall %.3f%n",
        name, right(), credit(labelled), macroRecall());
  }

  void print(String name) {
    if (!labelled.isEmpty()) {
      printBrief(name);
      var routed = routed(labelled);
      System.out.printf(
          "  routed by itself %.3f   right among those %.3f   with half credit %.3f%n",
          (double) routed.size() / labelled.size(), mean(routed, Judged::right), credit(routed));
      categories();
      sides();
      reliability();
      groups("group", j -> j.incident().group());
      groups("language", j -> j.incident().language());
      pairs();
    }
    denied();
  }

  double right() {
    return mean(labelled, Judged::right);
  }

  double rightAmongRouted() {
    return mean(routed(labelled), Judged::right);
  }

  /** Texts that deny a cause, or say nothing, and were routed all the same. */
  List<Judged> routedThoughDenied() {
    return routed(all.stream().filter(j -> j.incident().denies() != null).toList());
  }

  double macroRecall() {
    return Arrays.stream(Responsibility.values())
        .map(side -> labelled.stream().filter(j -> j.expected() == side).toList())
        .filter(are -> !are.isEmpty())
        .mapToDouble(are -> mean(are, Judged::right))
        .average()
        .orElse(0);
  }

  double rightCategory() {
    return mean(labelled.stream().filter(Judged::hasCategory).toList(), Judged::rightCategory);
  }

  private void categories() {
    var with = labelled.stream().filter(Judged::hasCategory).toList();
    if (!with.isEmpty()) {
      System.out.printf("  category right %.3f of %d%n", rightCategory(), with.size());
    }
  }

  private void sides() {
    System.out.println("  side       precision  recall   expected \\ got   AWS  CUSTOMER  SHARED");
    for (Responsibility side : Responsibility.values()) {
      var said = labelled.stream().filter(j -> j.got().responsibility() == side).toList();
      var are = labelled.stream().filter(j -> j.expected() == side).toList();
      var row =
          Arrays.stream(Responsibility.values())
              .map(o -> are.stream().filter(j -> j.got().responsibility() == o).count())
              .toList();
      System.out.printf(
          "  %-9s  %8.3f  %7.3f   %-14s %5d %9d %7d%n",
          side,
          mean(said, Judged::right),
          mean(are, Judged::right),
          side,
          row.get(0),
          row.get(1),
          row.get(2));
    }
  }

  private void reliability() {
    System.out.println("  confidence   cases  said   right");
    double error = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      double from = tenth / 10.0;
      double to = tenth == 9 ? 1.01 : from + 0.1;
      var bin =
          labelled.stream().filter(j -> j.confidence() >= from && j.confidence() < to).toList();
      if (!bin.isEmpty()) {
        double said = bin.stream().mapToDouble(Judged::confidence).average().orElse(0);
        double right = mean(bin, Judged::right);
        error += Math.abs(said - right) * bin.size() / labelled.size();
        System.out.printf(
            "  %.1f to %.1f  %6d  %.3f  %.3f%n", from, from + 0.1, bin.size(), said, right);
      }
    }
    System.out.printf("  expected calibration error %.3f%n", error);
  }

  private void groups(String what, Function<Judged, String> of) {
    Map<String, List<Judged>> groups =
        labelled.stream()
            .filter(j -> of.apply(j) != null)
            .collect(Collectors.groupingBy(of, TreeMap::new, Collectors.toList()));
    if (groups.size() > MOST_GROUPS) {
      return;
    }
    groups.forEach(
        (name, in) ->
            System.out.printf(
                "  %s %-10s %4d  right %.3f  routed %.3f  right among those %.3f  category %.3f%n",
                what,
                name,
                in.size(),
                mean(in, Judged::right),
                mean(in, Judged::routed),
                mean(routed(in), Judged::right),
                mean(in.stream().filter(Judged::hasCategory).toList(), Judged::rightCategory)));
  }

  private void pairs() {
    var styles =
        labelled.stream()
            .filter(j -> j.incident().pair() != null)
            .collect(Collectors.groupingBy(j -> j.incident().pair()));
    if (!styles.isEmpty()) {
      long same =
          styles.values().stream()
              .filter(p -> p.stream().map(j -> j.got().responsibility()).distinct().count() == 1)
              .count();
      System.out.printf("  pairs of styles %d, judged alike %d%n", styles.size(), same);
    }
    groups("style", j -> j.incident().style());
  }

  private void denied() {
    var denied = all.stream().filter(j -> j.incident().denies() != null).toList();
    if (!denied.isEmpty()) {
      System.out.printf(
          "  deny a cause or say nothing: %d, of these routed %d%n",
          denied.size(), routedThoughDenied().size());
    }
  }

  private static List<Judged> routed(List<Judged> of) {
    return of.stream().filter(Judged::routed).toList();
  }

  private static double mean(List<Judged> of, Predicate<Judged> is) {
    return of.isEmpty() ? 0 : (double) of.stream().filter(is).count() / of.size();
  }

  private static double credit(List<Judged> of) {
    return of.stream().mapToDouble(Judged::credit).average().orElse(0);
  }
}
