package dev.demarc.casework.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.shared.Actor;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The append-only list of what happened on a case: its audit trail. The database gives each entry
 * its place and the hash that chains it to the one before.
 */
@ApplicationScoped
public class Timeline {

  private final EntityManager database;
  private final ObjectMapper json;
  private final Clock clock;
  private final Event<CaseHappened> happened;

  Timeline(EntityManager database, ObjectMapper json, Clock clock, Event<CaseHappened> happened) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.happened = happened;
  }

  public void add(UUID caseId, String kind, Actor actor, String summary) {
    add(caseId, kind, actor, summary, null, Visibility.INTERNAL);
  }

  /**
   * @param summary one line, in the past tense, that reads on after the actor's name
   * @param body the words of a note or a reason; null where there are none
   */
  public void add(
      UUID caseId,
      String kind,
      Actor actor,
      String summary,
      @Nullable String body,
      Visibility visibility) {
    add(caseId, kind, actor, summary, body, visibility, FieldChange.NONE);
  }

  /** An entry for those who work the case that tells what changed. */
  public void add(
      UUID caseId,
      String kind,
      Actor actor,
      String summary,
      @Nullable String reason,
      FieldChange change) {
    add(caseId, kind, actor, summary, reason, Visibility.INTERNAL, change);
  }

  private void add(
      UUID caseId,
      String kind,
      Actor actor,
      String summary,
      @Nullable String body,
      Visibility visibility,
      FieldChange change) {
    var entry = new TimelineEntry();
    entry.id = Ids.next();
    entry.caseId = caseId;
    entry.at = clock.instant();
    entry.kind = kind;
    entry.actor = actor.name();
    entry.actorKind = actor.kind();
    entry.summary = summary;
    entry.body = body;
    entry.visibility = visibility;
    if (!change.isEmpty()) {
      entry.before = text(change.before());
      entry.after = text(change.after());
    }
    ChangeUnderWay.current()
        .ifPresent(
            underWay -> {
              entry.changeId = underWay.id();
              underWay.said(caseId, summary);
            });
    database.persist(entry);
    happened.fire(new CaseHappened(caseId, kind, actor, entry.at, visibility));
  }

  /** The text is what is hashed: the same fields give the same bytes. */
  private String text(Map<String, String> fields) {
    try {
      return json.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what changed cannot be written", e);
    }
  }
}
