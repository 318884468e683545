package dev.demarc.casework;

import dev.demarc.notification.Notifications;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** What people write on a case, for themselves or to those who reported. */
@ApplicationScoped
public class Notes {

  private static final int REPORTERS_AT_MOST = 20;

  /** A note; {@code visibility} null is internal. */
  public record Note(String body, Visibility visibility) {

    public Note {
      body = TypedText.clean(body);
      if (body == null || body.isBlank()) {
        throw Problem.invalid("body", "write something");
      }
      if (body.length() > 20_000) {
        throw Problem.invalid("body", "must have at most 20,000 characters");
      }
      visibility = visibility == null ? Visibility.INTERNAL : visibility;
    }
  }

  private final Cases cases;
  private final Timeline timeline;
  private final Notifications notifications;
  private final EntityManager database;
  private final Clock clock;

  Notes(
      Cases cases,
      Timeline timeline,
      Notifications notifications,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.notifications = notifications;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Adds a note, and mails it to the reporters where it is for them.
   *
   * @throws Problem NOT_FOUND; CONFLICT where nobody who reported can be written to, or the case
   *     was merged; OUT_OF_DATE or PRECONDITION_FAILED
   */
  @Transactional
  public void add(CaseKey key, Note note, Expected expected, Actor actor) {
    var on = cases.take(key, expected);
    var toReporter = note.visibility() == Visibility.REPORTER;
    var reporters = toReporter ? reporters(on) : List.<CaseReport>of();
    if (toReporter && reporters.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "No report of this case names an address to write to; make the note internal.");
    }
    var summary = toReporter ? "wrote to " + reporters.size() + " who reported" : "noted";
    timeline.add(on.id, "note", actor, summary, note.body(), note.visibility());
    on.changed(clock.instant());
    for (var report : reporters) {
      notifications.noteToReporter(
          on.id, on.key, report.reporter, report.title, note.body(), report.messageId);
    }
  }

  /** The newest report of each; of a storm by very many, the first ones. */
  @SuppressWarnings("unchecked")
  private List<CaseReport> reporters(IncidentCase of) {
    return database
        .createNativeQuery(
            "select r.* from (select distinct on (reporter) * from case_report where case_id = :id"
                + " and reporter is not null order by reporter, report_id desc) r order by"
                + " r.report_id",
            CaseReport.class)
        .setParameter("id", of.id)
        .setMaxResults(REPORTERS_AT_MOST)
        .getResultList();
  }
}
