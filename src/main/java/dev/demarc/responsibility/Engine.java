package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides on which side of the shared-responsibility line a report's work lies. Pure. */
public final class Engine {

  /** The confidence from which work goes straight to a side's queue. */
  public static final double DEFAULT_THRESHOLD = 0.8;

  /** How much of the confidence above chance is left while a fact that decides is missing. */
  private static final double WHILE_OPEN = 0.55;

  /** Where no signal and no wording says anything, the side is only the commonest one. */
  private static final double WITHOUT_REASON = 0.5;

  private static final double CHANCE = 1.0 / 3;

  /** The most that is said where it is not sure that the message states anything. */
  private static final double UNSTATED = 0.79;

  /** Among the reasons shown the wording stands after all that weigh this much. */
  private static final double WORDING = 1.0;

  /**
   * @param fired by descending weight
   * @param scores every side's, the likeliest first
   */
  record Weighed(
      ServiceRow service,
      List<RaisedSignal> fired,
      List<Reason> reasons,
      List<Assessment.Reading> scores,
      Support support,
      MessageKind kind,
      TextFeatures features) {

    Responsibility side() {
      return scores.get(0).responsibility();
    }
  }

  private final Matrix matrix;
  private final double autoRouteThreshold;
  private final TextModel model;
  private final Signals signals;
  private final ServiceFinder services;

  /** Names of services with a mode of theirs. */
  private final Set<String> modes;

  /** The matrix, threshold and text model that ship with Demarc. */
  public Engine() {
    this(Matrix.load(), DEFAULT_THRESHOLD, TextModel.builtIn());
  }

  /**
   * @param autoRouteThreshold the confidence from which work goes straight to a queue, 0..1
   * @throws IllegalArgumentException where the threshold is no probability, or the file of signals
   *     is broken (the message names its line)
   */
  public Engine(Matrix matrix, double autoRouteThreshold, TextModel model) {
    if (!(autoRouteThreshold >= 0 && autoRouteThreshold <= 1)) {
      throw new IllegalArgumentException(
          "the auto-route threshold must be from 0 to 1, not " + autoRouteThreshold);
    }
    this.matrix = matrix;
    this.autoRouteThreshold = autoRouteThreshold;
    this.model = model;
    this.signals = Signals.load(matrix);
    this.services = new ServiceFinder(matrix, signals);
    this.modes =
        matrix.services().stream()
            .filter(row -> row.varies() != null)
            .flatMap(row -> row.varies().answers().stream())
            .map(ServiceRow.ModeAnswer::service)
            .collect(Collectors.toSet());
  }

  public Matrix matrix() {
    return matrix;
  }

  public TextModel model() {
    return model;
  }

  public double autoRouteThreshold() {
    return autoRouteThreshold;
  }

  /** Decides by the report's own words. */
  public Assessment assess(ParsedReport report) {
    return assess(report, AssessmentContext.NOTHING);
  }

  /** The same report, knowledge, matrix and model always give the same assessment. */
  public Assessment assess(ParsedReport report, AssessmentContext known) {
    var weighed = weigh(report, known);
    var service = weighed.service();
    var fired = weighed.fired();
    var support = weighed.support();
    var side = weighed.side();
    var supporting = fired.stream().filter(f -> supports(f, side)).toList();
    var concerned = new ConcernedLayers(supporting, service, side);
    var questions = OpenQuestions.of(matrix, service, supporting, known);
    var readings = signals.calibration().of(weighed.scores(), support);
    double confidence = confidence(readings.get(0), weighed, questions);
    var involved = Involvement.of(report, known);
    var learned = model.categories(weighed.features());
    var category =
        weighed.kind() == MessageKind.QUESTION || weighed.kind() == MessageKind.NOTHING
            ? Categories.claimed(report)
            : Categories.of(report, fired, side, involved, learned);
    return new Assessment(
        weighed.kind(),
        category,
        category.taxonomy(),
        service.name(),
        concerned.layers(),
        side,
        confidence,
        support.mayRoute() && confidence >= autoRouteThreshold,
        ShownReasons.of(weighed.reasons(), side),
        readings.stream().map(Engine::rounded).toList(),
        involved.words(concerned.parts(), report),
        questions,
        Enforcement.of(report, category, side, fired),
        matrix.version(),
        model.version());
  }

  /** What a report comes to before anybody says what that is worth. */
  Weighed weigh(ParsedReport report, AssessmentContext known) {
    var words = ReportWords.of(report.title(), report.text());
    var hits = PhraseMatches.in(words, signals);
    var things = new ArrayList<>(NamedThings.in(report, signals));
    things.addAll(HolderSignals.in(known, things, signals));
    var service = services.find(report, words, hits, things, known);
    var fired = fire(report, hits, things, service);
    var features =
        TextFeatures.of(words, hits, signals, services.field(report.service()).orElse(null));
    // once a person has said which cell it is, the matrix decides, not how such reports mostly end
    var voice = known.answers().isEmpty() ? model.hear(features) : TextModel.Voice.SILENCE;
    var certainty = certainty(fired, service);
    var scores =
        signals
            .weighing()
            .weigh(fired.stream().map(RaisedSignal::reason).toList(), voice, certainty);
    var kinds = KindByWords.of(fired, model, features, reportsNothing(hits));
    var side = scores.get(0).responsibility();
    var support =
        kinds.surelyStates()
            ? Support.of(fired, side, own(words, voice), Support.Doubt.of(features))
            : Support.UNSTATED;
    return new Weighed(
        service,
        fired,
        reasons(fired, voice, certainty),
        scores,
        support,
        kinds.likeliest(),
        features);
  }

  private boolean reportsNothing(PhraseMatches hits) {
    return !hits.own(signals.meaningOf(Signals.ALL_CLEAR)).isEmpty()
        || !hits.own(signals.meaningOf(Signals.AUTOMATIC_ANSWER)).isEmpty();
  }

  /** Of a log the few words that introduce it are no wording to go by. */
  private static TextModel.Voice own(ReportWords words, TextModel.Voice voice) {
    return words.isLog() ? TextModel.Voice.SILENCE : voice;
  }

  private List<RaisedSignal> fire(
      ParsedReport report, PhraseMatches hits, List<NamedThing> things, ServiceRow service) {
    var reported = services.field(report.service()).orElse(null);
    var firing = new SignalCollector(signals, service);
    firing.words(hits, reported);
    firing.claimed(report);
    firing.named(things);
    firing.loneService(report, reported);
    return firing.collected();
  }

  private Weighing.Certainty certainty(List<RaisedSignal> fired, ServiceRow service) {
    double most =
        fired.stream()
            .filter(RaisedSignal::specific)
            .mapToDouble(RaisedSignal::weight)
            .max()
            .orElse(0);
    if (most == 0) {
      return Weighing.Certainty.NOTHING_SPECIFIC;
    }
    if (fired.stream().anyMatch(RaisedSignal::statesCategory)) {
      return Weighing.Certainty.STATED;
    }
    return most >= Support.OUTWEIGHS || modes.contains(service.name())
        ? Weighing.Certainty.FOR_SURE
        : Weighing.Certainty.SPECIFIC;
  }

  private List<Reason> reasons(
      List<RaisedSignal> fired, TextModel.Voice voice, Weighing.Certainty certainty) {
    return Stream.concat(
            fired.stream().map(RaisedSignal::reason),
            signals.weighing().reasons(voice, certainty).stream())
        .sorted(Comparator.comparingDouble((Reason r) -> -shownAt(r)))
        .toList();
  }

  /** What a person can check stands before the wording as a whole, however much that weighs. */
  private static double shownAt(Reason reason) {
    return reason.layer() == null ? Math.min(WORDING, reason.weight()) : reason.weight();
  }

  private static boolean supports(RaisedSignal fired, Responsibility side) {
    return fired.cell().responsibility() == side || side == Responsibility.SHARED;
  }

  private static double confidence(
      Assessment.Reading likeliest, Weighed weighed, List<OpenQuestion> questions) {
    double most = weighed.support() == Support.UNSTATED ? UNSTATED : 1;
    if (weighed.reasons().isEmpty()) {
      most = WITHOUT_REASON;
    }
    double probability = Math.min(most, likeliest.probability());
    boolean pool = weighed.fired().stream().anyMatch(f -> f.specific() && f.signal().saysPool());
    boolean open = questions.stream().anyMatch(q -> !(pool && q.sideStands()));
    return round(open ? CHANCE + (probability - CHANCE) * WHILE_OPEN : probability);
  }

  private static Assessment.Reading rounded(Assessment.Reading reading) {
    return new Assessment.Reading(reading.responsibility(), round(reading.probability()));
  }

  private static double round(double probability) {
    return Math.round(Math.max(0, Math.min(1, probability)) * 10_000) / 10_000.0;
  }
}
