package dev.demarc.clocks;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The clocks of cases. */
@ApplicationScoped
class CaseClocks implements PanacheRepositoryBase<CaseClock, UUID> {

  /** More than any case has, unless it is taken up again and again. */
  static final int MOST = 500;

  /** Of a case, in the order in which they began. */
  List<CaseClock> of(UUID caseId) {
    return find("caseId = ?1 order by startedAt, id", caseId).page(0, MOST).list();
  }

  List<CaseClock> live(UUID caseId) {
    return find("caseId = ?1 and state in ('RUNNING', 'PAUSED') order by startedAt, id", caseId)
        .page(0, MOST)
        .list();
  }

  /** Those about which something is to be done by now, the longest overdue first. */
  List<UUID> ringing(Instant now, int atMost) {
    return getEntityManager()
        .createQuery(
            "select id from CaseClock where nextAt <= :now order by nextAt, id", UUID.class)
        .setParameter("now", now)
        .setMaxResults(atMost)
        .getResultList();
  }
}
