package dev.demarc.casework.dispatch;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkItem;
import dev.demarc.notification.WorkDue;
import dev.demarc.notification.WorkNotice;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.OpenQuestion;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.shared.Defang;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import java.util.Locale;

/** What a queue is told by mail of work that is now its. Pure. */
public final class QueueNotice {

  /** So many of the most telling. */
  static final int INDICATORS = 25;

  private static final int REASONS = 6;
  private static final int EXCERPT = 1200;

  private QueueNotice() {}

  /**
   * @param why who decided so, and for what reason
   */
  static WorkNotice of(
      IncidentCase on,
      WorkItem item,
      Queue queue,
      Assessment decision,
      String why,
      WorkDue due,
      List<CaseFile.IndicatorLine> indicators) {
    return new WorkNotice(
        on.id,
        on.key,
        queue.email(),
        queue.name(),
        item.side == Side.AWS ? "AWS" : "Customer",
        AssessmentWords.side(decision),
        title(on),
        decision.category().title(),
        decision.service(),
        on.severity.slug(),
        on.accountId,
        on.region,
        (int) Math.round(decision.confidence() * 100),
        !decision.autoRoute(),
        item.task,
        why,
        decision.reasons().stream()
            .limit(REASONS)
            .map(
                r ->
                    new WorkNotice.ReasonLine(
                        r.points().name().toLowerCase(Locale.ROOT), r.signal(), r.evidence()))
            .toList(),
        decision.openQuestions().stream().map(OpenQuestion::question).toList(),
        indicators.stream().filter(i -> i.role() != Role.FURNITURE).map(QueueNotice::line).toList(),
        excerpt(on),
        due,
        on.sample);
  }

  /** Of what is for the people on the case only, no word stands in a mail. */
  public static String title(IncidentCase on) {
    if (on.tlp == null) {
      return on.title;
    }
    return on.tlp == Tlp.RED ? on.tlp.label() : on.tlp.label() + " " + on.title;
  }

  private static String line(CaseFile.IndicatorLine indicator) {
    return indicator.type().slug()
        + "  "
        + Defang.indicator(indicator.type(), indicator.value())
        + "  "
        + indicator.role().name().toLowerCase(Locale.ROOT);
  }

  private static String excerpt(IncidentCase on) {
    return on.excerpt.length() > EXCERPT ? on.excerpt.substring(0, EXCERPT) + " …" : on.excerpt;
  }
}
