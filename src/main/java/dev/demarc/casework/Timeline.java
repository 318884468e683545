package dev.demarc.casework;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;

/** The append-only list of what happened on a case: its audit trail. */
@ApplicationScoped
class Timeline {

  private final EntityManager database;
  private final Clock clock;
  private final Event<CaseChanged> changed;

  Timeline(EntityManager database, Clock clock, Event<CaseChanged> changed) {
    this.database = database;
    this.clock = clock;
    this.changed = changed;
  }

  void add(UUID caseId, String kind, Actor actor, String summary) {
    add(caseId, kind, actor, summary, null, Visibility.INTERNAL);
  }

  /**
   * @param summary one line, in the past tense, that reads on after the actor's name
   * @param body the words of a note or a reason; null where there are none
   */
  void add(
      UUID caseId, String kind, Actor actor, String summary, String body, Visibility visibility) {
    var entry = new TimelineEntry();
    entry.id = Ids.next();
    entry.caseId = caseId;
    entry.at = clock.instant();
    entry.kind = kind;
    entry.actor = actor.name();
    entry.summary = summary;
    entry.body = body;
    entry.visibility = visibility;
    database.persist(entry);
    changed.fire(new CaseChanged(caseId));
  }
}
