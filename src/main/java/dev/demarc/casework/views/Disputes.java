package dev.demarc.casework.views;

import dev.demarc.casework.CaseVisibility;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases of which somebody who reported disagrees with how they ended, until a person does anything
 * on them.
 */
@Named("disputes")
@ApplicationScoped
public class Disputes {

  private final EntityManager database;
  private final CaseVisibility visibility;

  Disputes(EntityManager database, CaseVisibility visibility) {
    this.database = database;
    this.visibility = visibility;
  }

  /** Null where nobody does. */
  @Nullable Instant since(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select disputed_at from case_entry where case_id = :id and disputed_at is not"
                    + " null",
                Instant.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.isEmpty() ? null : (Instant) rows.get(0);
  }

  /** How many whoever asks sees, not counted beyond a hundred. */
  @Transactional
  public int getCount() {
    var query =
        database.createNativeQuery(
            "select count(*) from (select 1 from case_entry e where e.disputed_at is not null and"
                + " e.status <> 'MERGED'"
                + visibility.whereCaseOf("e.case_id")
                + " limit 100) disputed");
    return ((Number) visibility.bind(query).getSingleResult()).intValue();
  }
}
