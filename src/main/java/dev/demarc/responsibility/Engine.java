package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** A text of fewer words has no wording as a whole. */
  private static final int FEWEST_WORDS = 15;

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
      Basis basis,
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
    var readings = signals.calibration().of(weighed.scores(), support, weighed.basis());
    double confidence = confidence(readings.get(0), weighed, questions);
    var involved = Involvement.of(report, known);
    var learned = model.categories(weighed.features());
    var category =
        weighed.kind() == MessageKind.QUESTION || weighed.kind() == MessageKind.NOTHING
            ? Categories.claimed(report)
            : Categories.of(
                report,
                fired,
                side,
                involved,
                learned,
                signals.weighing().besideWording(weighed.features().words().count()));
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
    var voice = voice(words, features, known);
    var basis = basis(fired, voice);
    var scores = signals.weighing().weigh(fired, voice, basis, words.count());
    var kinds = KindByWords.of(fired, model, features, reportsNothing(hits));
    return new Weighed(
        service,
        fired,
        reasons(fired, voice, basis),
        scores,
        basis,
        kinds.surelyStates()
            ? support(fired, scores.get(0).responsibility(), basis, features)
            : Support.UNSTATED,
        kinds.likeliest(),
        features);
  }

  private boolean reportsNothing(PhraseMatches hits) {
    return !hits.own(signals.meaningOf(Signals.ALL_CLEAR)).isEmpty()
        || !hits.own(signals.meaningOf(Signals.AUTOMATIC_ANSWER)).isEmpty();
  }

  /**
   * Once a person has said which cell it is, the matrix decides, not how such reports mostly end;
   * and very few words, such as those that introduce a log, are no wording to go by.
   */
  private TextModel.Voice voice(ReportWords words, TextFeatures features, AssessmentContext known) {
    return known.answers().isEmpty() && !words.isLog() && words.count() >= FEWEST_WORDS
        ? model.hear(features)
        : TextModel.Voice.SILENCE;
  }

  private static Basis basis(List<RaisedSignal> fired, TextModel.Voice voice) {
    if (fired.stream().anyMatch(f -> f.statesCategory() || f.isRecord())) {
      return Basis.RECORD;
    }
    return voice.leaning().isEmpty() ? Basis.SIGNALS : Basis.WORDING;
  }

  private static Support support(
      List<RaisedSignal> fired, Responsibility side, Basis basis, TextFeatures features) {
    return basis == Basis.WORDING
        ? Support.ofWording(fired, side, features.words().count())
        : Support.ofSignals(fired, side, features);
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

  private List<Reason> reasons(List<RaisedSignal> fired, TextModel.Voice voice, Basis basis) {
    return Stream.concat(
            fired.stream().map(RaisedSignal::reason),
            signals.weighing().reasons(voice, basis).stream())
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
    double most = weighed.kind().states() ? 1 : UNSTATED;
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
