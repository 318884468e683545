package dev.demarc.responsibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.formats.ParsedReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Measures the engine on labelled incidents: a file of JSON lines with {@code title}, {@code text},
 * {@code service} (all that the engine is given) and {@code expected_side}. Options: {@code
 * --wrong} lists the incidents judged otherwise than labelled, {@code --high} takes only those
 * whose label is sure, {@code --learned} cross-validates what is learned on the shipped examples.
 */
public final class AccuracyRun {

  private static final int FOLDS = 5;

  private record Case(
      String id,
      String title,
      Responsibility expected,
      Responsibility got,
      double confidence,
      boolean autoRoute,
      String because) {

    boolean right() {
      return expected == got;
    }

    /** 1 where right, a half where AWS and shared are confused, else 0. */
    double credit() {
      return right()
          ? 1
          : expected == Responsibility.CUSTOMER || got == Responsibility.CUSTOMER ? 0 : 0.5;
    }
  }

  private AccuracyRun() {}

  public static void main(String[] args) throws IOException {
    var options = Arrays.asList(args);
    var files = options.stream().filter(a -> !a.startsWith("--")).toList();
    var engine = new Engine();
    if (options.contains("--learned")) {
      report("learned, on shipped examples in five folds", crossValidated(), true);
    }
    for (String file : files) {
      var incidents = read(Path.of(file), options.contains("--high"));
      System.out.printf("%s: %d incidents%n", file, incidents.size());
      if (!incidents.isEmpty()) {
        report("engine", judge(incidents, i -> engine.assess(reportOf(i))), true);
        if (options.contains("--wrong")) {
          judge(incidents, i -> engine.assess(reportOf(i))).stream()
              .filter(c -> !c.right())
              .forEach(AccuracyRun::print);
        }
        var commonest = commonest(incidents);
        report(
            "baseline: always the commonest side", judge(incidents, i -> plain(commonest)), false);
        report("baseline: a few keywords", judge(incidents, i -> plain(byKeyword(i))), false);
      }
    }
  }

  /** Every shipped example, judged with a text model that has not seen it. */
  private static List<Case> crossValidated() {
    var examples = new ArrayList<>(TextModel.seeds());
    Collections.shuffle(examples, new Random(FOLDS));
    var cases = new ArrayList<Case>();
    for (int fold = 0; fold < FOLDS; fold++) {
      var learnt = new ArrayList<TextModel.Example>();
      var judged = new ArrayList<TextModel.Example>();
      for (int i = 0; i < examples.size(); i++) {
        (i % FOLDS == fold ? judged : learnt).add(examples.get(i));
      }
      var engine =
          new Engine(
              Matrix.load(), Engine.DEFAULT_THRESHOLD, TextModel.train(learnt, "fold " + fold));
      for (var example : judged) {
        var got = engine.assess(Reports.titled(example.title()).text(example.text()).parsed());
        cases.add(
            new Case(
                example.title(),
                example.title(),
                example.side(),
                got.responsibility(),
                got.confidence(),
                got.autoRoute(),
                ""));
      }
    }
    return cases;
  }

  private static List<JsonNode> read(Path file, boolean sureOnly) throws IOException {
    var mapper = new ObjectMapper();
    var incidents = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        var incident = mapper.readTree(line);
        if (!sureOnly || incident.path("label_confidence").asText().equals("high")) {
          incidents.add(incident);
        }
      }
    }
    return incidents;
  }

  /** What the engine is given of an incident. */
  static ParsedReport reportOf(JsonNode incident) {
    var service = incident.path("service");
    var names = new ArrayList<String>();
    service.forEach(s -> names.add(s.asText()));
    String field = service.isTextual() ? service.asText() : String.join(", ", names);
    return Reports.titled(incident.path("title").asText())
        .text(incident.path("text").asText())
        .service(field.isBlank() ? null : field)
        .parsed();
  }

  private static List<Case> judge(List<JsonNode> incidents, Function<JsonNode, Assessment> judge) {
    return incidents.stream()
        .map(
            i -> {
              var got = judge.apply(i);
              var because =
                  got.reasons().stream()
                      .limit(5)
                      .map(
                          r ->
                              r.signal()
                                  + "("
                                  + r.points()
                                  + " "
                                  + r.weight()
                                  + " '"
                                  + r.evidence()
                                  + "')")
                      .toList();
              return new Case(
                  i.path("id").asText(),
                  i.path("title").asText(),
                  Responsibility.valueOf(i.path("expected_side").asText().toUpperCase(Locale.ROOT)),
                  got.responsibility(),
                  got.confidence(),
                  got.autoRoute(),
                  got.service() + " " + because);
            })
        .toList();
  }

  private static void report(String name, List<Case> cases, boolean inFull) {
    var routed = cases.stream().filter(Case::autoRoute).toList();
    System.out.printf(
        "%n%s%n  right %.3f   with half credit %.3f   macro recall %.3f%n",
        name, mean(cases, Case::right), credit(cases), macroRecall(cases));
    if (!inFull) {
      return;
    }
    System.out.printf(
        "  routed by itself %.3f   right among those %.3f   with half credit %.3f%n",
        (double) routed.size() / cases.size(), mean(routed, Case::right), credit(routed));
    System.out.println("  side       precision  recall   expected \\ got   AWS  CUSTOMER  SHARED");
    for (Responsibility side : Responsibility.values()) {
      var said = cases.stream().filter(c -> c.got() == side).toList();
      var are = cases.stream().filter(c -> c.expected() == side).toList();
      var row = new EnumMap<Responsibility, Long>(Responsibility.class);
      for (Responsibility other : Responsibility.values()) {
        row.put(other, are.stream().filter(c -> c.got() == other).count());
      }
      System.out.printf(
          "  %-9s  %8.3f  %7.3f   %-14s %5d %9d %7d%n",
          side,
          mean(said, Case::right),
          mean(are, Case::right),
          side,
          row.get(Responsibility.AWS),
          row.get(Responsibility.CUSTOMER),
          row.get(Responsibility.SHARED));
    }
    reliability(cases);
  }

  private static void reliability(List<Case> cases) {
    System.out.println("  confidence   cases  said   right");
    double error = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      double from = tenth / 10.0;
      double to = tenth == 9 ? 1.01 : from + 0.1;
      var bin = cases.stream().filter(c -> c.confidence() >= from && c.confidence() < to).toList();
      if (!bin.isEmpty()) {
        double said = bin.stream().mapToDouble(Case::confidence).average().orElse(0);
        double right = mean(bin, Case::right);
        error += Math.abs(said - right) * bin.size() / cases.size();
        System.out.printf(
            "  %.1f to %.1f  %6d  %.3f  %.3f%n", from, from + 0.1, bin.size(), said, right);
      }
    }
    System.out.printf("  expected calibration error %.3f%n", error);
  }

  private static double mean(List<Case> cases, Predicate<Case> is) {
    return cases.isEmpty() ? 0 : (double) cases.stream().filter(is).count() / cases.size();
  }

  private static double credit(List<Case> cases) {
    return cases.stream().mapToDouble(Case::credit).average().orElse(0);
  }

  private static double macroRecall(List<Case> cases) {
    return Arrays.stream(Responsibility.values())
        .map(side -> cases.stream().filter(c -> c.expected() == side).toList())
        .filter(are -> !are.isEmpty())
        .mapToDouble(are -> mean(are, Case::right))
        .average()
        .orElse(0);
  }

  private static Responsibility commonest(List<JsonNode> incidents) {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    incidents.forEach(i -> counts.merge(i.path("expected_side").asText(), 1, Integer::sum));
    String most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return Responsibility.valueOf(most.toUpperCase(Locale.ROOT));
  }

  private static Responsibility byKeyword(JsonNode incident) {
    String words =
        (incident.path("title").asText() + " " + incident.path("text").asText())
            .toLowerCase(Locale.ROOT);
    if (words.contains("client")
        || words.contains("sdk")
        || words.contains("agent")
        || words.contains("version")) {
      return Responsibility.SHARED;
    }
    if (words.contains("vulnerability")
        || words.contains("bypass")
        || words.contains("outage")
        || words.contains("cross-tenant")) {
      return Responsibility.AWS;
    }
    return Responsibility.CUSTOMER;
  }

  private static Assessment plain(Responsibility side) {
    return new Assessment(
        null, null, "", List.of(), side, 1, true, List.of(), List.of(), List.of(), List.of(), null,
        "", "");
  }

  private static void print(Case c) {
    System.out.printf(
        "  %s, not %s (%.2f%s): %s%n      %s%n",
        c.expected(),
        c.got(),
        c.confidence(),
        c.autoRoute() ? ", routed" : "",
        c.title(),
        c.because());
  }
}
