package dev.demarc.evidence;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.timeline.EvidenceAccess;
import dev.demarc.http.HeapBudget;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.notification.ReplyTokens;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what a report holds. Of child sexual abuse material it does so to administrators only,
 * and tells of it on the case's timeline and in the log.
 */
@ApplicationScoped
public class EvidenceKeeper {

  private static final Logger LOG = Logger.getLogger(EvidenceKeeper.class);

  private final Intake intake;
  private final FiledCategories filings;
  private final ReportReader reader;
  private final EvidenceAccess cases;
  private final ReplyTokens tokens;
  private final HeapBudget heap;
  private final CurrentActor actor;

  EvidenceKeeper(
      Intake intake,
      FiledCategories filings,
      ReportReader reader,
      EvidenceAccess cases,
      ReplyTokens tokens,
      HeapBudget heap,
      CurrentActor actor) {
    this.intake = intake;
    this.filings = filings;
    this.reader = reader;
    this.cases = cases;
    this.tokens = tokens;
    this.heap = heap;
    this.actor = actor;
  }

  /**
   * The exact bytes that were received; for whoever only reads, without the tokens of our mails.
   *
   * @throws Problem FORBIDDEN where they are held back from this caller
   */
  public byte @Nullable [] raw(StoredReport report) {
    authoriseAccess(report, "the raw bytes");
    hold(report);
    return shown(report, intake.raw(report.id()).orElseThrow());
  }

  /**
   * Before the bytes of a report are read: a page or a download of one takes its size.
   *
   * @throws Problem BUSY where too many are read at a time
   */
  public void hold(StoredReport report) {
    heap.hold(report.sizeBytes());
  }

  /**
   * Whoever may only read gets no token by which a mail of ours is answered: with one they could
   * write in its recipient's name.
   */
  public byte[] shown(StoredReport report, byte[] bytes) {
    return actor.worksCases() || actor.isKey(report.submitterKey())
        ? bytes
        : tokens.hiddenIn(bytes);
  }

  /** As {@link #shown(StoredReport, byte[])}, of a text that is read out of the report. */
  public String shown(String text) {
    return actor.worksCases() ? text : tokens.hiddenIn(text);
  }

  /**
   * @param what is about to be handed out, for the timeline
   * @throws Problem FORBIDDEN where it is held back from this caller
   */
  void authoriseAccess(StoredReport report, String what) {
    if (!isHeldBack(report)) {
      return;
    }
    if (!actor.isAdministrator()) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "This report is about child sexual abuse material: only administrators may fetch what it"
              + " holds. Ask one of them; its case's timeline tells who did.");
    }
    cases.fetched(report.id(), actor.get(), what);
    LOG.warnf(
        "%s fetched %s of the report %s, which is about child sexual abuse material",
        actor.get().name(), what, report.id());
  }

  public Map<String, Object> shown(Map<String, Object> details) {
    return actor.worksCases() ? details : tokens.hiddenIn(details);
  }

  /** By what the report says, what the engine made of it, or what people made of its case. */
  public boolean isHeldBack(StoredReport report) {
    var filed = filings.categories(report.id());
    if (filed.isEmpty()) {
      return reader.read(report).parsed().category() == Category.CHILD_ABUSE;
    }
    return filed.get().contains(Category.CHILD_ABUSE) || cases.isOfChildAbuse(report.id());
  }
}
