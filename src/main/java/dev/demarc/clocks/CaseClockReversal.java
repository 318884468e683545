package dev.demarc.clocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back what somebody did to the clocks of a case as a whole: since when the desk knows, a
 * duty that is done, an extension that was asked for or not granted.
 */
@ApplicationScoped
class CaseClockReversal implements Reversal {

  static final String KIND = "case-clock";

  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private static final String ROWS =
      "select cast(jsonb_build_object('aware', (select to_jsonb(a) from case_awareness a where"
          + " a.case_id = :id), 'clocks', (select coalesce(jsonb_agg(to_jsonb(k)), '[]') from"
          + " case_clock k where k.case_id = :id and k.side is null)) as text)";

  /** Without the times that ringing moves. */
  private static final String STANDING =
      "select coalesce((select extract(epoch from a.recorded_at) || ' ' from case_awareness a where"
          + " a.case_id = :id), '') || coalesce((select string_agg(k.id || k.state || extract(epoch"
          + " from k.due_at) || coalesce(extract(epoch from k.extension_asked_to) || '', '-'), ' '"
          + " order by k.id) from case_clock k where k.case_id = :id and k.side is null), '')";

  private final EntityManager database;

  CaseClockReversal(EntityManager database) {
    this.database = database;
  }

  /**
   * Does the work between two looks.
   *
   * @return what is needed to take it back
   */
  JsonNode around(UUID caseId, Runnable work) {
    var before = one(ROWS, caseId);
    work.run();
    return JsonNodeFactory.instance
        .objectNode()
        .put(BEFORE, before)
        .put(AFTER, one(STANDING, caseId));
  }

  private String one(String select, UUID caseId) {
    database.flush();
    return (String)
        database
            .createNativeQuery(select, String.class)
            .setParameter("id", caseId)
            .getSingleResult();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    return change.requireDetails().path(AFTER).textValue().equals(one(STANDING, change.caseId()))
        ? Optional.empty()
        : Optional.of("The clocks of the case were changed since. Take that back first.");
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    for (var gone :
        List.of(
            "delete from case_awareness where case_id = :id",
            "delete from case_clock where case_id = :id and side is null")) {
      database.createNativeQuery(gone).setParameter("id", change.caseId()).executeUpdate();
    }
    for (var back :
        List.of(
            "insert into case_awareness select r.* from jsonb_populate_record(cast(null as"
                + " case_awareness), nullif(cast(:kept as jsonb) -> 'aware', 'null')) r where"
                + " r.case_id is not null",
            "insert into case_clock select r.* from jsonb_populate_recordset(cast(null as"
                + " case_clock), cast(:kept as jsonb) -> 'clocks') r")) {
      database
          .createNativeQuery(back)
          .setParameter("kept", change.requireDetails().path(BEFORE).textValue())
          .executeUpdate();
    }
  }
}
