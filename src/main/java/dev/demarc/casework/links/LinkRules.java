package dev.demarc.casework.links;

import dev.demarc.casework.IncidentCase;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Which links there may be: none twice, no second parent, no case that is part of itself. */
@ApplicationScoped
class LinkRules {

  static final int AT_MOST = 200;

  private final EntityManager database;

  LinkRules(EntityManager database) {
    this.database = database;
  }

  /**
   * @throws Problem CONFLICT where that cannot be linked so
   */
  void requireNew(IncidentCase of, IncidentCase to, LinkKind kind) {
    if (exists(
        "case_id = :one and other_id = :other and kind = :kind or case_id = :other and other_id ="
            + " :one and kind = :kind and kind = 'RELATED'",
        of,
        to,
        kind)) {
      throw new Problem(
          ProblemType.CONFLICT, of.key + " " + kind.words() + " " + to.key + " already.");
    }
    if (count(of) >= AT_MOST || count(to) >= AT_MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "A case has at most " + AT_MOST + " links; remove one first.");
    }
    if (kind == LinkKind.PARENT && hasParent(of)) {
      throw new Problem(
          ProblemType.CONFLICT, of.key + " is part of another case already; remove that first.");
    }
    if (kind != LinkKind.RELATED && leadsTo(to, of, kind)) {
      throw new Problem(
          ProblemType.CONFLICT,
          to.key + " " + kind.words() + " " + of.key + " itself, at once or by others.");
    }
  }

  private boolean exists(String where, IncidentCase one, IncidentCase other, LinkKind kind) {
    return !database
        .createNativeQuery("select 1 from case_link where " + where)
        .setParameter("one", one.id)
        .setParameter("other", other.id)
        .setParameter("kind", kind.name())
        .getResultList()
        .isEmpty();
  }

  private long count(IncidentCase of) {
    return ((Number)
            database
                .createNativeQuery(
                    "select (select count(*) from case_link where case_id = :id) + (select count(*)"
                        + " from case_link where other_id = :id)")
                .setParameter("id", of.id)
                .getSingleResult())
        .longValue();
  }

  private boolean hasParent(IncidentCase of) {
    return !database
        .createNativeQuery("select 1 from case_link where case_id = :id and kind = 'PARENT'")
        .setParameter("id", of.id)
        .getResultList()
        .isEmpty();
  }

  private boolean leadsTo(IncidentCase from, IncidentCase to, LinkKind kind) {
    return !database
        .createNativeQuery(
            "with recursive reached(id) as (select cast(:from as uuid) union select l.other_id from"
                + " case_link l join reached r on l.case_id = r.id where l.kind = :kind) select 1"
                + " from reached where id = :to")
        .setParameter("from", from.id)
        .setParameter("to", to.id)
        .setParameter("kind", kind.name())
        .getResultList()
        .isEmpty();
  }
}
