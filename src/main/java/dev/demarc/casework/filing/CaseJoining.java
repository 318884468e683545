package dev.demarc.casework.filing;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.volume.CaseActivity;
import dev.demarc.casework.volume.JoinTimeline;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a report changes on the case that it joins. */
@ApplicationScoped
public class CaseJoining {

  private final Cases cases;
  private final Closures closures;
  private final JoinTimeline joins;
  private final CaseActivity activity;
  private final Snoozes snoozes;
  private final Timeline timeline;
  private final Clock clock;

  /** Each says one thing of a case that a report joins. */
  CaseJoining(
      Cases cases,
      Closures closures,
      JoinTimeline joins,
      CaseActivity activity,
      Snoozes snoozes,
      Timeline timeline,
      Clock clock) {
    this.cases = cases;
    this.closures = closures;
    this.joins = joins;
    this.activity = activity;
    this.snoozes = snoozes;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** The case, locked; open from here on, unless a rule has it stay closed. */
  IncidentCase take(Placement.Join join) {
    var into = cases.takeById(join.match().caseId()).orElseThrow();
    if (join.reopens() != null) {
      closures.reopenByReport(into, join.reopens());
    }
    return into;
  }

  /**
   * @return whether it is told on the timeline, and not counted among a storm
   */
  public boolean join(
      IncidentCase into,
      StoredReport report,
      ParsedReport parsed,
      Assessment assessment,
      String because) {
    into.reportCount++;
    into.lastReportAt = report.receivedAt();
    into.updatedAt = clock.instant();
    activity.joined(into);
    snoozes.joined(into);
    raise(into, parsed);
    restrict(into, Tlp.of(parsed));
    boolean told = joins.recordJoin(into, because);
    if (told && assessment.responsibility() != into.responsibility) {
      timeline.add(
          into.id,
          "assessed",
          Actor.ENGINE,
          String.format(
              Locale.ROOT,
              "reads the report that joined as %s, %d %% sure, which differs from the decision in"
                  + " force",
              assessment.responsibility().name().toLowerCase(Locale.ROOT),
              Math.round(100 * assessment.confidence())));
    }
    return told;
  }

  private void raise(IncidentCase into, ParsedReport parsed) {
    if (parsed.severity() != null && parsed.severity().compareTo(into.severity) > 0) {
      timeline.add(
          into.id,
          "severity",
          Actor.ENGINE,
          "raised the severity to " + parsed.severity().slug(),
          null,
          FieldChange.of("severity", into.severity.slug(), parsed.severity().slug()));
      into.severity = parsed.severity();
    }
  }

  /**
   * Whoever reports can make it stricter. What is no stricter than what was stated before changes
   * nothing: people have seen that, and may have set another label.
   */
  private void restrict(IncidentCase into, @Nullable Tlp tlp) {
    var strictest = Tlp.stricter(into.statedTlp, tlp);
    if (tlp == null || strictest == into.statedTlp) {
      return;
    }
    into.statedTlp = strictest;
    if (Tlp.stricter(into.tlp, tlp) != into.tlp) {
      var change = FieldChange.of("tlp", into.tlp == null ? null : into.tlp.label(), tlp.label());
      into.tlp = tlp;
      timeline.add(
          into.id,
          "tlp",
          Actor.ENGINE,
          "limited the sharing of this case to " + tlp.label(),
          null,
          change);
    }
  }
}
