package dev.demarc.casework.links;

import dev.demarc.casework.IncidentCase;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The links as they are stored: once, from the case that holds them. */
@ApplicationScoped
class StoredLinks {

  private final EntityManager database;
  private final Clock clock;

  StoredLinks(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  UUID insert(
      IncidentCase of, IncidentCase to, LinkKind kind, Actor actor, @Nullable String reason) {
    var id = Ids.next();
    database
        .createNativeQuery(
            "insert into case_link (id, case_id, other_id, kind, reason, actor, at) values (:id,"
                + " :case, :other, :kind, nullif(:reason, ''), :actor, :at) on conflict do nothing")
        .setParameter("id", id)
        .setParameter("case", of.id)
        .setParameter("other", to.id)
        .setParameter("kind", kind.name())
        .setParameter("reason", reason == null ? "" : reason)
        .setParameter("actor", actor.name())
        .setParameter("at", clock.instant())
        .executeUpdate();
    return id;
  }

  /** A link as it is stored, to be stored again; empty where it is gone. */
  Optional<String> row(UUID linkId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select cast(to_jsonb(l) as text) from case_link l where id = :id", String.class)
            .setParameter("id", linkId)
            .getResultList();
    return rows.stream().findFirst().map(String.class::cast);
  }

  void delete(UUID linkId) {
    database
        .createNativeQuery("delete from case_link where id = :id")
        .setParameter("id", linkId)
        .executeUpdate();
  }

  /**
   * @param row as {@link #row(UUID)} gave it
   */
  void insertAgain(String row) {
    database
        .createNativeQuery(
            "insert into case_link select * from jsonb_populate_record(cast(null as case_link),"
                + " cast(:row as jsonb)) on conflict do nothing")
        .setParameter("row", row)
        .executeUpdate();
  }
}
