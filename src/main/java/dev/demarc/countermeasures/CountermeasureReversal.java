package dev.demarc.countermeasures;

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
import org.jspecify.annotations.Nullable;

/** Takes back that a countermeasure was noted or given another state. */
@ApplicationScoped
class CountermeasureReversal implements Reversal {

  static final String KIND = "countermeasure";

  private static final String ID = "id";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private final EntityManager database;

  CountermeasureReversal(EntityManager database) {
    this.database = database;
  }

  /**
   * Does the work between two looks at the countermeasure.
   *
   * @return what is needed to take it back
   */
  JsonNode around(UUID id, Runnable work) {
    var before = row(id);
    work.run();
    return JsonNodeFactory.instance
        .objectNode()
        .put(ID, id.toString())
        .put(BEFORE, before)
        .put(AFTER, standing(id));
  }

  private @Nullable String row(UUID id) {
    return one("select cast(to_jsonb(m) as text) from countermeasure m where m.id = :id", id);
  }

  /** Without its times in words, which are told in the zone of the session. */
  private @Nullable String standing(UUID id) {
    return one(
        "select state || ' ' || extract(epoch from changed_at) from countermeasure where id = :id",
        id);
  }

  private @Nullable String one(String select, UUID id) {
    List<?> rows =
        database.createNativeQuery(select, String.class).setParameter("id", id).getResultList();
    return rows.isEmpty() ? null : (String) rows.get(0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    var details = change.requireDetails();
    var now = standing(UUID.fromString(details.path(ID).textValue()));
    return details.path(AFTER).textValue().equals(now)
        ? Optional.empty()
        : Optional.of("The countermeasure was changed since. Take that back first.");
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    var details = change.requireDetails();
    var id = UUID.fromString(details.path(ID).textValue());
    var before = details.path(BEFORE).textValue();
    if (before == null) {
      database
          .createNativeQuery("delete from countermeasure where id = :id")
          .setParameter("id", id)
          .executeUpdate();
      return;
    }
    database
        .createNativeQuery(
            "update countermeasure m set state = b.state, effective_at = b.effective_at, removed_at"
                + " = b.removed_at, changed_at = b.changed_at, changed_by = b.changed_by from"
                + " jsonb_populate_record(cast(null as countermeasure), cast(:before as jsonb)) b where"
                + " m.id = :id")
        .setParameter("before", before)
        .setParameter("id", id)
        .executeUpdate();
  }
}
