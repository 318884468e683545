package dev.demarc.casework;

import dev.demarc.casework.SourceUpdates.Again;
import dev.demarc.casework.correlation.Correlation;
import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.casework.correlation.Subjects;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Layer;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Files a report: it joins the open case about the same thing, or opens one. */
@ApplicationScoped
public class Casework {

  /** The kind of an entry that names a case which a new one is about the same as. */
  static final String FOLLOWS = "follows";

  /** The kind of an entry that names a case which has something weak in common. */
  static final String RELATED = "related";

  private static final int EXCERPT = 2000;

  private final Cases cases;
  private final Correlation correlation;
  private final CaseReports reports;
  private final CaseIndicators indicators;
  private final JoinTimeline joins;
  private final Dispatch dispatch;
  private final SourceUpdates source;
  private final FindingPolicy findings;
  private final Timeline timeline;
  private final RelatedCases related;
  private final Reporters reporters;
  private final EntityManager database;
  private final Clock clock;

  Casework(
      Cases cases,
      Correlation correlation,
      CaseReports reports,
      CaseIndicators indicators,
      JoinTimeline joins,
      Dispatch dispatch,
      SourceUpdates source,
      FindingPolicy findings,
      Timeline timeline,
      RelatedCases related,
      Reporters reporters,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.correlation = correlation;
    this.reports = reports;
    this.indicators = indicators;
    this.joins = joins;
    this.dispatch = dispatch;
    this.source = source;
    this.findings = findings;
    this.timeline = timeline;
    this.related = related;
    this.reporters = reporters;
    this.database = database;
    this.clock = clock;
  }

  /** Belongs to the transaction of the whole walk: either all of it is on disk or nothing. */
  @Transactional(Transactional.TxType.MANDATORY)
  public FilingResult file(
      StoredReport report, ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    var all = Subjects.of(report, parsed, assessment.category(), holdings);
    boolean asksNothing = findings.asksNothing(parsed.statement());
    // a passed check of one control says nothing of the others of its resource
    var subjects =
        asksNothing ? all.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID).toList() : all;
    correlation.oneAtATime(subjects);
    var found = correlation.open(parsed.mail(), subjects, assessment.category());
    var joinable = found.match();
    var again =
        joinable.filter(Match::sameId).isPresent()
            ? Again.NOT
            : source.again(parsed, subjects, assessment.category());
    if (again.outdated() != null) {
      return FilingResult.withoutCase(
          "Its source says since that this is over: " + again.outdated() + ".");
    }
    var match = again.match() == null ? joinable : Optional.of(again.match());
    var open =
        match.flatMap(to -> cases.takeById(to.caseId())).filter(to -> to.status == CaseStatus.OPEN);
    if (open.isEmpty() && asksNothing) {
      return FilingResult.withoutCase(FindingPolicy.because(parsed.statement()));
    }
    if (open.isEmpty() && parsed.resolved() && parsed.mail() == null) {
      return FilingResult.withoutCase(
          "Its source says that this is over, and no open case is about it.");
    }
    var because =
        open.isPresent()
            ? SourceStatement.of(parsed).withDoubt(match.orElseThrow().because())
            : null;
    boolean told = open.isEmpty() || join(open.get(), report, parsed, assessment, because);
    var filedIn = open.orElseGet(() -> open(report, parsed, assessment, holdings));
    reports.link(filedIn, report, parsed, subjects, because);
    addSubjects(filedIn, subjects);
    indicators.add(filedIn.id, parsed.indicators());
    if (because == null) {
      follow(filedIn, subjects, assessment);
      begin(filedIn, assessment);
    }
    related.note(filedIn, found.related());
    source.apply(filedIn, parsed, because == null ? null : match.orElseThrow(), told);
    reporters.take(filedIn, report, parsed, because == null);
    return new FilingResult(filedIn.id, new CaseKey(filedIn.key), because != null, because);
  }

  /** Gives each side its work. */
  void begin(IncidentCase opened, Assessment assessment) {
    dispatch.apply(opened, assessment, Actor.ENGINE, null);
  }

  private void follow(IncidentCase opened, List<Subject> subjects, Assessment assessment) {
    correlation
        .closedBefore(subjects, assessment.category())
        .map(cases::findById)
        .ifPresent(
            closed ->
                timeline.add(
                    opened.id,
                    FOLLOWS,
                    Actor.ENGINE,
                    "follows "
                        + closed.key
                        + ", which was about the same and is closed as "
                        + closed.outcome.slug()));
  }

  /**
   * @return whether it is told on the timeline, and not counted among a storm
   */
  private boolean join(
      IncidentCase into,
      StoredReport report,
      ParsedReport parsed,
      Assessment assessment,
      String because) {
    into.reportCount++;
    into.lastReportAt = report.receivedAt();
    into.updatedAt = now();
    if (parsed.severity() != null && parsed.severity().compareTo(into.severity) > 0) {
      timeline.add(
          into.id, "severity", Actor.ENGINE, "raised the severity to " + parsed.severity().slug());
      into.severity = parsed.severity();
    }
    restrict(into, Tlp.of(parsed));
    boolean told = joins.tell(into, because);
    if (told && assessment.responsibility() != into.responsibility) {
      timeline.add(
          into.id,
          "assessed",
          Actor.ENGINE,
          String.format(
              Locale.ROOT,
              "reads the report that joined as %s (%.2f), which differs from the decision in force",
              assessment.responsibility().name().toLowerCase(Locale.ROOT),
              assessment.confidence()));
    }
    return told;
  }

  /**
   * Whoever reports can make it stricter. What is no stricter than what was stated before changes
   * nothing: people have seen that, and may have set another label.
   */
  private void restrict(IncidentCase into, Tlp tlp) {
    var strictest = Tlp.stricter(into.statedTlp, tlp);
    if (strictest == into.statedTlp) {
      return;
    }
    into.statedTlp = strictest;
    if (Tlp.stricter(into.tlp, tlp) != into.tlp) {
      into.tlp = tlp;
      timeline.add(
          into.id, "tlp", Actor.ENGINE, "limited the sharing of this case to " + tlp.label());
    }
  }

  IncidentCase open(
      StoredReport report, ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    var now = now();
    var opened = new IncidentCase();
    opened.id = Ids.next();
    opened.key = cases.nextKey(now).value();
    opened.title = CaseReports.title(parsed);
    opened.status = CaseStatus.OPEN;
    opened.workStatus = WorkStatus.NEW;
    opened.category = assessment.category().slug();
    opened.service = assessment.service();
    opened.layers = assessment.layers().stream().map(Layer::slug).toList();
    opened.responsibility = assessment.responsibility();
    opened.confidence = assessment.confidence();
    opened.severity = SeverityOf.report(parsed, assessment.category());
    var held = CaseOwner.of(parsed, holdings);
    opened.accountId = parsed.accountId() == null ? held.accountId() : parsed.accountId();
    opened.statedTlp = Tlp.of(parsed);
    opened.tlp = opened.statedTlp;
    opened.region = parsed.region() == null ? held.region() : parsed.region();
    opened.owner = held.owner();
    opened.openedAt = now;
    opened.updatedAt = now;
    opened.lastReportAt = report.receivedAt();
    opened.reportCount = 1;
    opened.sample = report.sample();
    opened.excerpt = parsed.text() == null ? "" : cut(CaseReports.clean(parsed.text()), EXCERPT);
    cases.persist(opened);
    timeline.add(
        opened.id,
        "opened",
        Actor.ENGINE,
        "opened the case from a report by "
            + report.channel().slug()
            + " in the format "
            + parsed.format());
    return opened;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  /** What a report names by itself is no longer known by another name only. */
  private void addSubjects(IncidentCase filedIn, List<Subject> subjects) {
    var kept = subjects.stream().filter(Subject::kept).toList();
    if (!kept.isEmpty()) {
      database
          .createNativeQuery(
              "insert into case_subject as known (case_id, subject, named_as, role, basis, strong)"
                  + " select :case, u.s, nullif(u.n, ''), nullif(u.r, ''), nullif(u.b, ''), u.t"
                  + " from unnest(cast(:subjects as text[]), cast(:names as text[]), cast(:roles as"
                  + " text[]), cast(:bases as text[]), cast(:strong as boolean[])) as u(s, n, r, b,"
                  + " t) on conflict (case_id, subject) do update set named_as = case when"
                  + " excluded.named_as is null then null else known.named_as end, strong ="
                  + " known.strong or excluded.strong where excluded.named_as is null and"
                  + " known.named_as is not null or excluded.strong and not known.strong")
          .setParameter("case", filedIn.id)
          .setParameter("subjects", CaseReports.keys(kept))
          .setParameter(
              "names",
              kept.stream().map(s -> Objects.toString(s.namedAs(), "")).toArray(String[]::new))
          .setParameter(
              "roles",
              kept.stream().map(s -> Objects.toString(s.role(), "")).toArray(String[]::new))
          .setParameter(
              "bases",
              kept.stream().map(s -> Objects.toString(s.basis(), "")).toArray(String[]::new))
          .setParameter("strong", kept.stream().map(Subject::isStrong).toArray(Boolean[]::new))
          .executeUpdate();
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
