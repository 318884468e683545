package dev.demarc.insights;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.access.people.People;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.casework.outcomes.Outcomes;
import dev.demarc.routing.Router;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures for those who lead: what is open now is counted each time, what is told of days is kept.
 */
@ApplicationScoped
public class Insights {

  /** Of kinds that have fewer keys than these, all are read at once. */
  private static final int ALL = 20_000;

  private static final List<String> KINDS =
      Stream.of(TimesFigures.KINDS, DecisionFigures.KINDS).flatMap(List::stream).toList();

  private final KeptFigures kept;
  private final ReporterFigures reporters;
  private final UrgentWorkFigures burning;
  private final LoadFigures load;
  private final DueFigures due;
  private final Audience audience;

  Insights(
      KeptFigures kept,
      ReporterFigures reporters,
      UrgentWorkFigures burning,
      LoadFigures load,
      DueFigures due,
      Audience audience) {
    this.kept = kept;
    this.reporters = reporters;
    this.burning = burning;
    this.load = load;
    this.due = due;
    this.audience = audience;
  }

  /** Who asks, and what they may be told. */
  @ApplicationScoped
  static class Audience {
    private final Viewer viewer;
    private final CurrentActor actor;
    private final People people;
    private final Router router;
    private final Outcomes outcomes;
    private final Clock clock;

    Audience(
        Viewer viewer,
        CurrentActor actor,
        People people,
        Router router,
        Outcomes outcomes,
        Clock clock) {
      this.viewer = viewer;
      this.actor = actor;
      this.people = people;
      this.router = router;
      this.outcomes = outcomes;
      this.clock = clock;
    }

    Instant now() {
      return clock.instant();
    }

    /** What single people do is shown to those who lead them, and to auditors. */
    boolean seesPeople() {
      return actor.isLead() || actor.isAuditor();
    }

    Map<String, String> names() {
      return people.all().stream()
          .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name));
    }

    /** The names of outcomes by their slugs. */
    Map<String, String> outcomes() {
      return outcomes.all().stream()
          .collect(Collectors.toMap(OutcomeEntry::slug, OutcomeEntry::name));
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
    return figures(days, audience.queue(queue), ReporterFigures.SHOWN, audience.names());
  }

  /** The same, with how quick each of the reporters is. */
  @Transactional
  public PeriodFigures whole(String days, String queue) {
    return figures(days, audience.queue(queue), ReporterFigures.MOST, audience.names());
  }

  private PeriodFigures figures(
      String days, @Nullable String queue, int measuredReporters, Map<String, String> names) {
    var now = audience.now();
    var period = Period.of(days, now);
    var asked = kept.ask(period, queue);
    var sums = byKind(kept.sums(asked, KINDS, ALL));
    var figures =
        new PeriodFigures(
            period,
            VolumeFigures.of(
                period,
                byKind(kept.compared(asked, VolumeFigures.KINDS)),
                kept.days(asked, List.of("side")),
                on -> kept.on(asked, on, List.of("category")),
                kept.mostCompared(asked, "account", VolumeFigures.MOST),
                audience.outcomes()),
            TimesFigures.of(sums),
            DecisionFigures.of(period, sums, kept.weeks(asked, List.of("sure")), names),
            reporters.of(asked, measuredReporters),
            now);
    return audience.seesPeople() ? figures : withoutPeople(figures);
  }

  private static Map<String, List<KeptSum>> byKind(List<KeptSum> sums) {
    return sums.stream().collect(Collectors.groupingBy(KeptSum::kind));
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
   * What one page shows, in one transaction.
   *
   * @param load as of the open cases
   */
  public record Overview(PeriodFigures figures, UrgentWork burning, Load load) {}

  /** As {@link #figures}, with what is open now. */
  @Transactional
  public Overview overview(String days, String queue) {
    var slug = audience.queue(queue);
    var names = audience.names();
    var dueNow = due.of(slug);
    return new Overview(
        figures(days, slug, ReporterFigures.SHOWN, names),
        burning.of(slug, dueNow),
        load.of(slug, dueNow, names));
  }

  /**
   * @throws Problem INVALID where there is no such queue
   */
  @Transactional
  public Load load(String queue) {
    var slug = audience.queue(queue);
    return load.of(slug, due.of(slug), audience.names());
  }
}
