package dev.demarc.casework.filing;

import dev.demarc.casework.FilingResult;
import dev.demarc.casework.filing.Placement.Join;
import dev.demarc.casework.filing.Placement.Open;
import dev.demarc.casework.filing.Placement.SetAside;
import dev.demarc.casework.filing.WaitingReports.Opener;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Files a report: it joins the open case about the same thing, or opens one. */
@ApplicationScoped
public class Casework {

  private final CandidateSearch candidates;
  private final WaitingReports waiting;
  private final CaseOpening opening;
  private final CaseJoining joining;
  private final CaseContents contents;
  private final SourceUpdates source;
  private final Reporters reporters;

  /** Where a report goes, and each step of taking it there. */
  Casework(
      CandidateSearch candidates,
      WaitingReports waiting,
      CaseOpening opening,
      CaseJoining joining,
      CaseContents contents,
      SourceUpdates source,
      Reporters reporters) {
    this.candidates = candidates;
    this.waiting = waiting;
    this.opening = opening;
    this.joining = joining;
    this.contents = contents;
    this.source = source;
    this.reporters = reporters;
  }

  /** Belongs to the transaction of the whole walk: either all of it is on disk or nothing. */
  @Transactional(Transactional.TxType.MANDATORY)
  public FilingResult file(
      StoredReport report, ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    var found = candidates.of(report, parsed, assessment.category(), holdings);
    var placement = Placement.of(found);
    if (placement instanceof SetAside aside) {
      return FilingResult.withoutCase(aside.because());
    }
    if (placement instanceof Open open && open.follows() == null) {
      var waits = waiting.take(Opener.of(report, parsed, assessment, found));
      if (waits.isPresent()) {
        return FilingResult.withoutCase(waits.get());
      }
    }
    return placement instanceof Join join
        ? join(join, found, report, parsed, assessment)
        : open((Open) placement, found, report, parsed, assessment, holdings);
  }

  private FilingResult join(
      Join join,
      Candidates found,
      StoredReport report,
      ParsedReport parsed,
      Assessment assessment) {
    var into = joining.take(join);
    boolean told = joining.join(into, report, parsed, assessment, join.because());
    contents.add(into, report, parsed, found, join.because());
    source.apply(into, parsed, join.match(), told);
    reporters.take(into, report, parsed, false);
    return new FilingResult(into.id, new CaseKey(into.key), true, join.because());
  }

  private FilingResult open(
      Open open,
      Candidates found,
      StoredReport report,
      ParsedReport parsed,
      Assessment assessment,
      List<Holding> holdings) {
    var opened = opening.open(report, parsed, assessment, holdings);
    contents.add(opened, report, parsed, found, null);
    opening.follow(opened, open.follows());
    opening.begin(opened, assessment);
    source.apply(opened, parsed, null, true);
    reporters.take(opened, report, parsed, true);
    return new FilingResult(opened.id, new CaseKey(opened.key), false, null);
  }
}
