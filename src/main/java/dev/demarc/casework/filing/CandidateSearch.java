package dev.demarc.casework.filing;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.SeverityOf;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.contents.FindingPolicy;
import dev.demarc.casework.contents.SourceStatement;
import dev.demarc.casework.correlation.Correlation;
import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.casework.correlation.Subjects;
import dev.demarc.casework.filing.Candidates.Closed;
import dev.demarc.casework.filing.Candidates.Ended;
import dev.demarc.casework.filing.Candidates.ReportedState;
import dev.demarc.casework.rules.Recurrence;
import dev.demarc.casework.rules.RecurrenceRules;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the cases that a report could go to, and locks what it is about until commit. */
@ApplicationScoped
class CandidateSearch {

  private final Correlation correlation;
  private final Cases cases;
  private final CaseReports reports;
  private final FindingPolicy findings;
  private final RecurrenceRules rules;
  private final Clock clock;

  CandidateSearch(
      Correlation correlation,
      Cases cases,
      CaseReports reports,
      FindingPolicy findings,
      RecurrenceRules rules,
      Clock clock) {
    this.correlation = correlation;
    this.cases = cases;
    this.reports = reports;
    this.findings = findings;
    this.rules = rules;
    this.clock = clock;
  }

  Candidates of(
      StoredReport report, ParsedReport parsed, Category category, List<Holding> holdings) {
    return of(report, parsed, category, holdings, true);
  }

  /** The same for a report that is not filed: nothing is locked, and all may be otherwise soon. */
  Candidates tried(
      StoredReport report, ParsedReport parsed, Category category, List<Holding> holdings) {
    return of(report, parsed, category, holdings, false);
  }

  /**
   * @param held whether the subjects and the cases that are found are locked until commit
   */
  private Candidates of(
      StoredReport report,
      ParsedReport parsed,
      Category category,
      List<Holding> holdings,
      boolean held) {
    var state = state(parsed);
    var subjects = subjects(report, parsed, category, holdings, state);
    if (held) {
      correlation.oneAtATime(subjects);
    }
    var found = correlation.open(parsed.mail(), subjects, category);
    var match = found.match().orElse(null);
    var ended =
        match != null && match.sameId() ? null : ended(parsed, subjects, category, state, held);
    var open = ended == null && match != null ? open(match, held) : null;
    var closed =
        ended == null && open == null && state.asksNothing() == null
            ? closed(parsed, subjects, category, held)
            : null;
    return new Candidates(state, subjects, ended, open, closed, found.related());
  }

  private ReportedState state(ParsedReport parsed) {
    var asksNothing =
        findings.asksNothing(parsed.statement()) ? FindingPolicy.because(parsed.statement()) : null;
    return new ReportedState(
        asksNothing,
        parsed.resolved(),
        parsed.mail() != null,
        SourceStatement.of(parsed).isDoubted());
  }

  /** A passed check of one control says nothing of the others of its resource. */
  private static List<Subject> subjects(
      StoredReport report,
      ParsedReport parsed,
      Category category,
      List<Holding> holdings,
      ReportedState state) {
    var all = Subjects.of(report, parsed, category, holdings);
    return state.asksNothing() == null
        ? all
        : all.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID).toList();
  }

  private @Nullable Ended ended(
      ParsedReport parsed,
      List<Subject> subjects,
      Category category,
      ReportedState state,
      boolean held) {
    // anybody can write a mail that says so
    if (state.over() || state.byMail() || state.asksNothing() != null) {
      return null;
    }
    var match = correlation.closedById(subjects, category).orElse(null);
    var closed = match == null ? null : one(match.caseId(), held).orElse(null);
    if (match == null || closed == null || !closed.closedBySource) {
      return null;
    }
    var saidAt = SourceStatement.of(parsed).saidAt();
    boolean saidLater = reports.hasLaterWord(closed.id, parsed.externalId(), saidAt);
    return new Ended(match, closed.key, saidLater);
  }

  /** Held, so that nobody opens it meanwhile; a rule may have it take the report. */
  private @Nullable Closed closed(
      ParsedReport parsed, List<Subject> subjects, Category category, boolean held) {
    var all = rules.of(category);
    var match =
        correlation.closedBefore(subjects, category, RecurrenceRules.reach(all)).orElse(null);
    var closed =
        match == null
            ? null
            : one(match.caseId(), held).filter(c -> c.status == CaseStatus.CLOSED).orElse(null);
    if (match == null || closed == null) {
      return null;
    }
    boolean worse = SeverityOf.report(parsed, category).compareTo(closed.severity) > 0;
    var past = new Recurrence.Past(closed.category, closed.outcome, closed.closedAt, worse);
    return new Closed(match, Recurrence.of(all, past, clock.instant()));
  }

  /** One that was merged this moment leads to where it went. */
  private @Nullable Match open(Match match, boolean held) {
    return one(match.caseId(), held)
        .map(found -> held ? cases.follow(found) : found)
        .filter(c -> c.status == CaseStatus.OPEN)
        .map(c -> new Match(c.id, match.because(), match.sameId()))
        .orElse(null);
  }

  private Optional<IncidentCase> one(UUID id, boolean held) {
    return held ? cases.takeById(id) : cases.findByIdOptional(id);
  }
}
