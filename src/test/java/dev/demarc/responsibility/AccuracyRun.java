package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures the engine on labelled incidents ({@link LabelledIncident}). Options: {@code --wrong}
 * lists what was judged otherwise than labelled, {@code --reasons} shows every answer with its
 * reasons, {@code --high} takes only labels that are sure, {@code --learned} cross-validates what
 * is learned on the shipped examples, {@code --calibration} fits what a score is worth.
 */
public final class AccuracyRun {

  private static final int FOLDS = 5;

  private AccuracyRun() {}

  public static void main(String[] args) throws IOException {
    var options = Arrays.asList(args);
    var files = options.stream().filter(a -> !a.startsWith("--")).toList();
    var engine = new Engine();
    if (options.contains("--learned")) {
      new AccuracyFigures(crossValidated()).print("learned, on shipped examples in five folds");
    }
    if (options.contains("--calibration")) {
      CalibrationRun.print(engine, files);
      return;
    }
    for (String file : files) {
      var incidents = LabelledIncident.read(Path.of(file), options.contains("--high"));
      System.out.printf("%n%s: %d incidents%n", file, incidents.size());
      if (incidents.isEmpty()) {
        continue;
      }
      var judged = Judged.all(incidents, i -> engine.assess(i.report()));
      new AccuracyFigures(judged).print("engine");
      judged.stream()
          .filter(j -> options.contains("--reasons") || options.contains("--wrong") && isWrong(j))
          .forEach(AccuracyRun::print);
      if (incidents.stream().allMatch(i -> i.expected() != null)) {
        baselines(incidents);
      }
    }
  }

  private static void baselines(List<LabelledIncident> incidents) {
    var commonest = commonest(incidents);
    new AccuracyFigures(Judged.all(incidents, i -> plain(commonest)))
        .printBrief("baseline: always the commonest side");
    new AccuracyFigures(Judged.all(incidents, i -> plain(byKeyword(i))))
        .printBrief("baseline: a few keywords");
  }

  /** Every shipped example, judged with a text model that has not seen it. */
  private static List<Judged> crossValidated() {
    var examples = new ArrayList<>(ShippedExamples.reports());
    Collections.shuffle(examples, new Random(FOLDS));
    var judged = new ArrayList<Judged>();
    for (int fold = 0; fold < FOLDS; fold++) {
      var learnt = new ArrayList<TextModel.Example>();
      var left = new ArrayList<LabelledIncident>();
      for (int i = 0; i < examples.size(); i++) {
        if (i % FOLDS == fold) {
          left.add(incident(examples.get(i)));
        } else {
          learnt.add(examples.get(i));
        }
      }
      var model = TextModel.train(learnt, "fold " + fold);
      var engine = new Engine(Matrix.load(), Engine.DEFAULT_THRESHOLD, model);
      judged.addAll(Judged.all(left, i -> engine.assess(i.report())));
    }
    return judged;
  }

  private static LabelledIncident incident(TextModel.Example example) {
    return new LabelledIncident(
        null,
        example.title(),
        example.text(),
        example.service(),
        example.side(),
        EnumSet.of(example.side()),
        example.category() == null ? Set.of() : Set.of(example.category()),
        null,
        null,
        null,
        null,
        null);
  }

  private static Responsibility commonest(List<LabelledIncident> incidents) {
    Map<Responsibility, Integer> counts = new TreeMap<>();
    incidents.forEach(i -> counts.merge(i.expected(), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static Responsibility byKeyword(LabelledIncident incident) {
    String words = (incident.title() + " " + incident.text()).toLowerCase(Locale.ROOT);
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
        null, null, null, "", List.of(), side, 1, true, List.of(), List.of(), List.of(), List.of(),
        null, "", "");
  }

  private static boolean isWrong(Judged judged) {
    return judged.expected() == null
        ? judged.routed()
        : !judged.right() || judged.hasCategory() && !judged.rightCategory();
  }

  private static void print(Judged judged) {
    var incident = judged.incident();
    var got = judged.got();
    System.out.printf(
        "%n  %s %s%s -> %s (%.2f%s) %s, expected %s %s: %s%n",
        judged.expected() == null || judged.right() ? "ok   " : "WRONG",
        incident.id(),
        judged.hasCategory() && !judged.rightCategory() ? " CATEGORY" : "",
        got.responsibility(),
        got.confidence(),
        got.autoRoute() ? ", routed" : "",
        got.category().slug(),
        judged.expected() == null ? "denies " + incident.denies() : incident.acceptable(),
        incident.categories(),
        incident.title());
    System.out.printf("      service %s%n", got.service());
    got.reasons()
        .forEach(
            r ->
                System.out.printf(
                    "      %-9s %.2f %s: %s%n", r.points(), r.weight(), r.signal(), r.evidence()));
  }
}
