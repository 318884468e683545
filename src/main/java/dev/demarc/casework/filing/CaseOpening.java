package dev.demarc.casework.filing;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.SeverityOf;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.casework.filing.Placement.Follows;
import dev.demarc.casework.links.CaseLinks;
import dev.demarc.casework.rules.Recurrence;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.formats.FormatName;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.Channel;
import dev.demarc.intake.StoredReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a case for a report. */
@ApplicationScoped
public class CaseOpening {

  /** The kind of an entry that names a case which a new one is about the same as. */
  public static final String FOLLOWS = "follows";

  private static final int EXCERPT = 2000;

  private final Cases cases;
  private final Dispatch dispatch;
  private final CaseLinks links;
  private final Timeline timeline;
  private final Clock clock;

  CaseOpening(Cases cases, Dispatch dispatch, CaseLinks links, Timeline timeline, Clock clock) {
    this.cases = cases;
    this.dispatch = dispatch;
    this.links = links;
    this.timeline = timeline;
    this.clock = clock;
  }

  public IncidentCase open(
      StoredReport report, ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    var opened = newCase(report, parsed, holdings);
    decide(opened, assessment);
    opened.severity = SeverityOf.report(parsed, assessment.category());
    cases.persist(opened);
    timeline.add(
        opened.id,
        "opened",
        Actor.ENGINE,
        "opened the case from a report "
            + cameBy(report.channel())
            + " ("
            + FormatName.of(parsed.format())
            + ")");
    return opened;
  }

  private static String cameBy(Channel channel) {
    return switch (channel) {
      case REST -> "over the API";
      case SMTP -> "by mail";
      case IMAP -> "by mail, from a mailbox,";
      case SNS -> "from Amazon SNS";
    };
  }

  private IncidentCase newCase(StoredReport report, ParsedReport parsed, List<Holding> holdings) {
    var now = clock.instant();
    var held = CaseOwner.of(parsed, holdings);
    var opened = new IncidentCase();
    opened.id = Ids.next();
    opened.key = cases.nextKey(now).value();
    opened.title = CaseReports.title(parsed);
    opened.status = CaseStatus.OPEN;
    opened.workStatus = WorkStatus.NEW;
    opened.accountId = parsed.accountId() == null ? held.accountId() : parsed.accountId();
    opened.region = parsed.region() == null ? held.region() : parsed.region();
    opened.owner = held.owner();
    opened.tags = held.tags();
    opened.statedTlp = Tlp.of(parsed);
    opened.tlp = opened.statedTlp;
    opened.openedAt = now;
    opened.updatedAt = now;
    opened.lastReportAt = report.receivedAt();
    opened.reportCount = 1;
    opened.sample = report.sample();
    opened.excerpt = parsed.text() == null ? "" : cut(CaseReports.clean(parsed.text()));
    return opened;
  }

  private static void decide(IncidentCase opened, Assessment assessment) {
    opened.category = assessment.category().slug();
    opened.service = assessment.service();
    opened.layers = assessment.layers().stream().map(Layer::slug).toList();
    opened.responsibility = assessment.responsibility();
    opened.confidence = assessment.confidence();
  }

  private static String cut(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
    return text.substring(0, end);
  }

  /** Names the closed case that was about the same, on the timeline. */
  void follow(IncidentCase opened, @Nullable Follows follows) {
    var closed = follows == null ? null : cases.findById(follows.caseId());
    if (follows != null && closed != null) {
      links.follow(opened, closed);
      if (Recurrence.isBack(closed.outcome)) {
        opened.regressedAt = clock.instant();
        opened.regressedAfter = closed.closedAt;
        opened.regressedFrom = closed.id;
      }
      timeline.add(
          opened.id,
          FOLLOWS,
          Actor.ENGINE,
          "follows "
              + closed.key
              + ", which was about the same and is closed as "
              + closed.outcome
              + (follows.because() == null ? "" : "; a new case because " + follows.because()));
    }
  }

  /** Gives each side its work. */
  public void begin(IncidentCase opened, Assessment assessment) {
    dispatch.apply(opened, assessment, Actor.ENGINE, null);
  }
}
