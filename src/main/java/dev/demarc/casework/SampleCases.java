package dev.demarc.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Removes the cases that were made from sample reports. */
@ApplicationScoped
public class SampleCases {

  private final EntityManager database;

  SampleCases(EntityManager database) {
    this.database = database;
  }

  /** A case that a real report joined stays. */
  @Transactional
  public void remove() {
    database
        .createNativeQuery(
            "delete from incident_case c where c.sample and not exists (select 1 from case_report l"
                + " join report r on r.id = l.report_id where l.case_id = c.id and not r.sample)")
        .executeUpdate();
  }
}
