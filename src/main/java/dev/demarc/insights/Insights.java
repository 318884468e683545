package dev.demarc.insights;

import dev.demarc.access.CaseScope;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.access.people.People;
import dev.demarc.routing.Router;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures for those who lead. What is open now is counted each time; what is told of past days is
 * kept for a minute for each sight, so that many who look cost as much as one.
 */
@ApplicationScoped
public class Insights {

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 200;

  private record Asked(CaseScope sight, int days, @Nullable String queue) {}

  private final BurningFigures burning;
  private final VolumeFigures volume;
  private final TimesFigures times;
  private final DecisionFigures decisions;
  private final ReporterFigures reporters;
  private final LoadFigures load;
  private final Audience audience;

  private final Map<Asked, PeriodFigures> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, PeriodFigures> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** One for each kind of figure, and who asks. */
  Insights(
      BurningFigures burning,
      VolumeFigures volume,
      TimesFigures times,
      DecisionFigures decisions,
      ReporterFigures reporters,
      LoadFigures load,
      Audience audience) {
    this.burning = burning;
    this.volume = volume;
    this.times = times;
    this.decisions = decisions;
    this.reporters = reporters;
    this.load = load;
    this.audience = audience;
  }

  /** Who asks, and what they may be told. */
  @ApplicationScoped
  static class Audience {
    private final Viewer viewer;
    private final CurrentActor actor;
    private final People people;
    private final Router router;
    private final Clock clock;

    Audience(Viewer viewer, CurrentActor actor, People people, Router router, Clock clock) {
      this.viewer = viewer;
      this.actor = actor;
      this.people = people;
      this.router = router;
      this.clock = clock;
    }

    Instant now() {
      return clock.instant();
    }

    CaseScope sight() {
      return viewer.sight();
    }

    /** What single people do is shown to those who lead them, and to auditors. */
    boolean seesPeople() {
      return actor.isLead() || actor.isAuditor();
    }

    Map<String, String> names() {
      return people.all().stream()
          .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name));
    }

    /** Null for every queue. */
    @Nullable String queue(String slug) {
      if (slug == null || slug.isBlank()) {
        return null;
      }
      var found = router.queue(slug.strip());
      if (found.isEmpty() || !viewer.sight().hasQueue(found.get().id())) {
        throw Problem.invalid("queue", "there is no queue of that name");
      }
      return found.get().slug();
    }
  }

  /**
   * @param days 7, 30 or 90; null for 30
   * @param queue the slug of a queue; null for all that they see
   * @throws Problem INVALID naming the parameter
   */
  @Transactional
  public PeriodFigures figures(String days, String queue) {
    var now = audience.now();
    var period = Period.of(days, now);
    var asked = new Asked(audience.sight(), period.days(), audience.queue(queue));
    var figures = keptOf(asked);
    if (figures == null
        || figures.asOf().plus(KEPT).isBefore(now)
        || !figures.period().equals(period)) {
      figures =
          new PeriodFigures(
              period,
              volume.of(period, asked.queue()),
              times.of(period, asked.queue()),
              decisions.of(period, asked.queue(), audience.names()),
              reporters.of(period, asked.queue()),
              now);
      synchronized (kept) {
        kept.put(asked, figures);
      }
    }
    return audience.seesPeople() ? figures : withoutPeople(figures);
  }

  private @Nullable PeriodFigures keptOf(Asked asked) {
    synchronized (kept) {
      return kept.get(asked);
    }
  }

  private static PeriodFigures withoutPeople(PeriodFigures figures) {
    var told = figures.decisions();
    return new PeriodFigures(
        figures.period(),
        figures.volume(),
        figures.times(),
        new SettledCases(told.bands(), told.weeks(), told.moves(), told.signals(), List.of()),
        figures.reporters(),
        figures.asOf());
  }

  /**
   * @throws Problem INVALID where there is no such queue
   */
  @Transactional
  public Burning burning(String queue) {
    return burning.of(audience.queue(queue));
  }

  /**
   * @throws Problem INVALID where there is no such queue
   */
  @Transactional
  public Load load(String queue) {
    return load.of(audience.queue(queue), audience.names());
  }
}
