package dev.demarc.casework.links;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The keys of cases by which another came to be what it is; those that whoever asks sees. */
@ApplicationScoped
public class RelatedKeys {

  private static final int AT_MOST = 50;

  private final CaseVisibility visibility;
  private final EntityManager database;

  RelatedKeys(CaseVisibility visibility, EntityManager database) {
    this.visibility = visibility;
    this.database = database;
  }

  /** Those that were merged into the case, the latest first. */
  @Transactional
  public List<String> mergedInto(CaseKey key) {
    return keys(
        "select c.key from case_merge m join incident_case c on c.id = m.from_id where m.into_id ="
            + " (select id from incident_case where key = :key) and m.undone_at is null",
        "m.at desc, c.key",
        key);
  }

  /** Those out of which reports were taken into the case, the latest first. */
  @Transactional
  public List<String> splitFrom(CaseKey key) {
    return keys(
        "select c.key from case_split m join incident_case c on c.id = m.from_id where m.to_id ="
            + " (select id from incident_case where key = :key) and m.undone_at is null and"
            + " c.status = 'OPEN'",
        "m.at desc, c.key",
        key);
  }

  private List<String> keys(String select, String order, CaseKey key) {
    var query =
        database
            .createNativeQuery(
                select + visibility.where("c") + " order by " + order + " limit " + AT_MOST,
                String.class)
            .setParameter("key", key.value());
    List<?> rows = visibility.bind(query).getResultList();
    return rows.stream().map(String.class::cast).distinct().toList();
  }
}
