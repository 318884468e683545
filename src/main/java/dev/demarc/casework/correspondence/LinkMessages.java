package dev.demarc.casework.correspondence;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.work.AwaitedAnswers;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What whoever holds the link of a report adds to it. The link proves the report and no address:
 * people read the words on the case, which comes back where it was put away; no mail goes out, no
 * wait ends, nothing opens again, and nobody takes part because of them. Where the holder proved
 * the address that they typed, the words count as a mail from there would.
 */
@ApplicationScoped
public class LinkMessages {

  /** What a message is for. */
  public enum Kind {
    MESSAGE("page-message", "wrote on the page of their report"),
    FILES("page-message", "sent files on the page of their report"),
    STOPPED("page-message", "says on the page of their report that it has stopped"),
    DISAGREEMENT("disagreement", "disagrees on the page of their report with how this ended");

    private final String entry;
    private final String summary;

    Kind(String entry, String summary) {
      this.entry = entry;
      this.summary = summary;
    }
  }

  /**
   * A message.
   *
   * @param number that names the report to whoever sent it
   * @param body null where its kind says it all
   * @param proved the address that they proved; null where they did not
   */
  public record LinkMessage(
      UUID reportId,
      String number,
      Kind kind,
      @Nullable String body,
      @Nullable EmailAddress proved) {

    private Actor writer() {
      return Actor.reporter(proved == null ? "Reporter of " + number : proved.value());
    }

    /** What comes from a proved address is an answer, as by mail. */
    private String entry() {
      return proved == null || kind == Kind.DISAGREEMENT ? kind.entry : "reply";
    }

    private String summary() {
      return kind.summary + (proved == null ? "; their address is not proved" : "");
    }
  }

  private final Cases cases;
  private final Snoozes snoozes;
  private final AwaitedAnswers awaited;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  LinkMessages(
      Cases cases,
      Snoozes snoozes,
      AwaitedAnswers awaited,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.snoozes = snoozes;
    this.awaited = awaited;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param endedAfter with what ended before, nobody may disagree any more
   * @return false where the report is in no case that takes it: what is closed takes only that
   *     somebody disagrees, since nobody would look there
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean add(LinkMessage message, Instant endedAfter) {
    var filed = database.find(CaseReport.class, message.reportId());
    var on = filed == null ? null : cases.takeById(filed.caseId).map(cases::follow).orElse(null);
    if (on == null || !takes(on, message.kind(), endedAfter)) {
      return false;
    }
    add(on, message);
    return true;
  }

  /** Whether its case is open, and so takes words and files; nothing is held. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean isTakenNow(UUID reportId) {
    var filed = database.find(CaseReport.class, reportId);
    var on = filed == null ? null : database.find(IncidentCase.class, filed.caseId);
    while (on != null && on.mergedInto != null) {
      on = database.find(IncidentCase.class, on.mergedInto);
    }
    return on != null && on.status == CaseStatus.OPEN;
  }

  private static boolean takes(IncidentCase on, Kind kind, Instant endedAfter) {
    return kind == Kind.DISAGREEMENT
        ? on.status == CaseStatus.CLOSED && on.closedAt != null && on.closedAt.isAfter(endedAfter)
        : on.status == CaseStatus.OPEN;
  }

  private void add(IncidentCase on, LinkMessage message) {
    var proved = message.proved();
    timeline.add(
        on.id,
        message.entry(),
        message.writer(),
        message.summary(),
        message.body(),
        proved == null ? Visibility.INTERNAL : Visibility.REPORTER);
    snoozes.answered(on);
    on.changed(clock.instant());
    if (proved != null && message.kind() != Kind.DISAGREEMENT) {
      awaited.onPage(on, proved.value());
    }
  }
}
