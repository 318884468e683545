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
    return of(report, parsed, category, holdings, new Looked(true));
  }

  /** The same for a report that is not filed: nothing is locked, and all may be otherwise soon. */
  Candidates tried(
      StoredReport report, ParsedReport parsed, Category category, List<Holding> holdings) {
    return of(report, parsed, category, holdings, new Looked(false));
  }

  /** The cases that one report is compared with, held until commit where it is to be filed. */
  private final class Looked {

    private final boolean held;
    private @Nullable IncidentCase latest;

    Looked(boolean held) {
      this.held = held;
    }

    Optional<IncidentCase> at(UUID id) {
      if (!held) {
        return cases.findByIdOptional(id);
      }
      var found = latest == null ? cases.takeById(id) : cases.takeBeside(latest, id);
      found.ifPresent(this::remember);
      return found;
    }

    private void remember(IncidentCase found) {
      if (latest == null || latest.id.compareTo(found.id) < 0) {
        latest = found;
      }
    }

    /** One that was merged this moment leads to where it went. */
    IncidentCase follow(IncidentCase found) {
      var into = held ? cases.follow(found) : found;
      remember(into);
      return into;
    }
  }

  private Candidates of(
      StoredReport report,
      ParsedReport parsed,
      Category category,
      List<Holding> holdings,
      Looked looked) {
    var state = state(parsed);
    var subjects = subjects(report, parsed, category, holdings, state);
    if (looked.held) {
      correlation.oneAtATime(subjects);
    }
    var found = correlation.open(parsed.mail(), subjects, category);
    var match = found.match().orElse(null);
    var ended =
        match != null && match.sameId() ? null : ended(parsed, subjects, category, state, looked);
    var open = ended == null && match != null ? open(match, looked) : null;
    var closed =
        ended == null && open == null && state.asksNothing() == null
            ? closed(parsed, subjects, category, looked)
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

  /**
   * A passed check of one control says nothing of the others of its resource, and a finding that
   * was archived nothing of other findings.
   */
  private static List<Subject> subjects(
      StoredReport report,
      ParsedReport parsed,
      Category category,
      List<Holding> holdings,
      ReportedState state) {
    var all = Subjects.of(report, parsed, category, holdings);
    boolean ofItself = state.asksNothing() != null || state.over() && !state.byMail();
    return ofItself ? all.stream().filter(s -> s.kind() == Kind.EXTERNAL_ID).toList() : all;
  }

  private @Nullable Ended ended(
      ParsedReport parsed,
      List<Subject> subjects,
      Category category,
      ReportedState state,
      Looked looked) {
    // anybody can write a mail that says so
    if (state.over() || state.byMail() || state.asksNothing() != null) {
      return null;
    }
    var match = correlation.closedById(subjects, category).orElse(null);
    // asked before it is held: a report holds no second case that it has nothing to do with
    var closed =
        match == null || !cases.isClosedBySource(match.caseId())
            ? null
            : looked.at(match.caseId()).orElse(null);
    if (match == null || closed == null || !closed.closedBySource) {
      return null;
    }
    var saidAt = SourceStatement.of(parsed).saidAt();
    boolean saidLater = reports.hasLaterWord(closed.id, parsed.externalId(), saidAt);
    return new Ended(match, closed.key, saidLater);
  }

  /** Held, so that nobody opens it meanwhile; a rule may have it take the report. */
  private @Nullable Closed closed(
      ParsedReport parsed, List<Subject> subjects, Category category, Looked looked) {
    var all = rules.of(category);
    var match =
        correlation.closedBefore(subjects, category, RecurrenceRules.reach(all)).orElse(null);
    var closed =
        match == null
            ? null
            : looked.at(match.caseId()).filter(c -> c.status == CaseStatus.CLOSED).orElse(null);
    if (match == null || closed == null) {
      return null;
    }
    boolean worse = SeverityOf.report(parsed, category).compareTo(closed.severity) > 0;
    var past = new Recurrence.Past(closed.category, closed.outcome, closed.closedAt, worse);
    return new Closed(match, Recurrence.of(all, past, clock.instant()));
  }

  private @Nullable Match open(Match match, Looked looked) {
    return looked
        .at(match.caseId())
        .map(looked::follow)
        .filter(c -> c.status == CaseStatus.OPEN)
        .map(c -> new Match(c.id, match.because(), match.sameId()))
        .orElse(null);
  }
}
