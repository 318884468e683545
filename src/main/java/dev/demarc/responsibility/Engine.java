package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Decides on which side of the shared-responsibility line a report's work lies. Pure. */
public final class Engine {

  /** The confidence from which work goes straight to a side's queue. */
  public static final double DEFAULT_THRESHOLD = 0.75;

  /** How much of the confidence above chance is left while a fact that decides is missing. */
  private static final double WHILE_OPEN = 0.55;

  /** With nothing to go by, the side is only the commonest one. */
  private static final double WITHOUT_REASON = 0.4;

  private static final double CHANCE = 1.0 / 3;
  private static final double QUOTED = 0.4;
  private static final int MOST_REASONS = 20;
  private static final int MOST_LAYERS = 5;

  private final Matrix matrix;
  private final double autoRouteThreshold;
  private final Signals signals;
  private final ServiceFinder services;

  /** The matrix and threshold that ship with Demarc. */
  public Engine() {
    this(Matrix.load(), DEFAULT_THRESHOLD);
  }

  /**
   * @param autoRouteThreshold the confidence from which work goes straight to a queue, 0..1
   * @throws IllegalArgumentException where the threshold is no probability, or the file of signals
   *     is broken (the message names its line)
   */
  public Engine(Matrix matrix, double autoRouteThreshold) {
    this(matrix, autoRouteThreshold, Signals.load(matrix));
  }

  Engine(Matrix matrix, double autoRouteThreshold, Signals signals) {
    if (!(autoRouteThreshold >= 0 && autoRouteThreshold <= 1)) {
      throw new IllegalArgumentException(
          "the auto-route threshold must be from 0 to 1, not " + autoRouteThreshold);
    }
    this.matrix = matrix;
    this.autoRouteThreshold = autoRouteThreshold;
    this.signals = signals;
    this.services = new ServiceFinder(matrix, signals);
  }

  public Matrix matrix() {
    return matrix;
  }

  /** The same report and matrix always give the same assessment. */
  public Assessment assess(ParsedReport report) {
    var words = Words.of(report.title(), report.text());
    var hits = Hits.in(words, signals);
    var things = NamedThings.in(report, signals);
    var service = services.find(report, words, hits, things);
    var fired = fire(report, words, hits, things, service);
    var reasons = fired.stream().map(Fired::reason).limit(MOST_REASONS).toList();
    var verdict = signals.weighing().weigh(reasons);
    var side = verdict.responsibility();
    var supporting = fired.stream().filter(f -> supports(f, side)).toList();
    var questions = OpenQuestions.of(matrix, service, supporting);
    double confidence =
        reasons.isEmpty() ? WITHOUT_REASON : confidence(verdict.confidence(), questions);
    return new Assessment(
        category(report, fired),
        service.name(),
        layers(supporting, service, side),
        side,
        confidence,
        !reasons.isEmpty() && confidence >= autoRouteThreshold,
        reasons,
        matrix.version(),
        parts(supporting, service, side),
        questions);
  }

  private List<Fired> fire(
      ParsedReport report, Words words, Hits hits, List<NamedThing> things, ServiceRow service) {
    var fired = new ArrayList<Fired>();
    var reported = services.field(report.service()).orElse(null);
    var circumstances = new Circumstances(signals, hits, reported);
    for (Signal signal : signals.all()) {
      var place = signal.isAbout(service) ? circumstances.place(signal) : null;
      if (place != null) {
        double factor = place.quoted() ? QUOTED : 1;
        Fired.of(signal, hits.evidence(place), factor, service).ifPresent(fired::add);
      }
    }
    var claimed = report.category() == null ? null : signals.claimed(report.category());
    if (claimed != null) {
      Fired.of(claimed, "category: " + report.category().slug(), 1, service).ifPresent(fired::add);
    }
    var seen = new LinkedHashSet<String>();
    for (NamedThing thing : things) {
      if (thing.signal() != null && seen.add(thing.signal().name())) {
        Fired.of(thing.signal(), thing.evidence(), 1, service).ifPresent(fired::add);
      }
    }
    if (reported != null
        && !signals.isCustomerPlace(reported)
        && fired.stream().noneMatch(Engine::isCustomers)) {
      Fired.of(
              signals.named("managed-service-reported"), "service: " + report.service(), 1, service)
          .ifPresent(fired::add);
    }
    fired.sort(
        Comparator.comparingDouble((Fired f) -> -f.weight()).thenComparing(f -> f.signal().name()));
    return fired;
  }

  private static boolean isCustomers(Fired fired) {
    return fired.cell().responsibility() == Responsibility.CUSTOMER;
  }

  private static boolean supports(Fired fired, Responsibility side) {
    return fired.cell().responsibility() == side || side == Responsibility.SHARED;
  }

  private static double confidence(double probability, List<String> questions) {
    double known = questions.isEmpty() ? probability : CHANCE + (probability - CHANCE) * WHILE_OPEN;
    return Math.round(Math.max(0, Math.min(1, known)) * 10_000) / 10_000.0;
  }

  private static Category category(ParsedReport report, List<Fired> fired) {
    if (report.category() != null && report.category() != Category.OTHER) {
      return report.category();
    }
    Map<Category, Double> scores = new EnumMap<>(Category.class);
    for (Fired f : fired) {
      if (f.signal().category() != null) {
        scores.merge(f.signal().category(), f.weight(), Math::max);
      }
    }
    return scores.entrySet().stream()
        .max(
            Map.Entry.<Category, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(Category.OTHER);
  }

  private static List<Layer> layers(
      List<Fired> supporting, ServiceRow service, Responsibility side) {
    var layers = new LinkedHashSet<Layer>();
    supporting.stream()
        .filter(f -> f.cell().responsibility() == side)
        .forEach(f -> layers.add(f.cell().layer()));
    supporting.forEach(f -> layers.add(f.cell().layer()));
    supporting.forEach(
        f -> f.signal().also().stream().filter(service.cells()::containsKey).forEach(layers::add));
    if (layers.isEmpty()) {
      layers.add(topmost(service, side).layer());
    }
    return layers.stream().limit(MOST_LAYERS).toList();
  }

  /** The highest layer that is the side's. */
  private static Cell topmost(ServiceRow service, Responsibility side) {
    return service.cells().values().stream()
        .filter(c -> c.responsibility() == side)
        .findFirst()
        .orElseGet(() -> service.cells().get(Layer.CONFIGURATION_MANAGEMENT));
  }

  private static List<Assessment.Part> parts(
      List<Fired> supporting, ServiceRow service, Responsibility responsibility) {
    var parts = new ArrayList<Assessment.Part>();
    for (Side side : responsibility.sides()) {
      var only = side == Side.AWS ? Responsibility.AWS : Responsibility.CUSTOMER;
      var task =
          supporting.stream()
              .filter(f -> f.cell().responsibility() == responsibility)
              .findFirst()
              .or(
                  () ->
                      supporting.stream()
                          .filter(f -> f.cell().responsibility() == only)
                          .findFirst())
              .map(f -> f.cell().partOf(side))
              .orElseGet(() -> topmost(service, responsibility).partOf(side));
      parts.add(new Assessment.Part(side, task));
    }
    return parts;
  }
}
