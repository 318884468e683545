package dev.demarc.casework.views;

import dev.demarc.casework.timeline.TimelineErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Removes the cases that were made from sample reports. */
@ApplicationScoped
public class SampleCases {

  private final EntityManager database;
  private final TimelineErasure erasure;

  SampleCases(EntityManager database, TimelineErasure erasure) {
    this.database = database;
    this.erasure = erasure;
  }

  /** A case that a real report joined stays. */
  @Transactional
  public void remove() {
    var cases =
        database
            .createNativeQuery(
                "select c.id from incident_case c where c.sample and not exists (select 1 from"
                    + " case_report l join report r on r.id = l.report_id where l.case_id = c.id"
                    + " and not r.sample)",
                UUID.class)
            .getResultList();
    erasure.remove(
        cases.stream().map(UUID.class::cast).toList(), "Demarc", "it was made from sample reports");
  }
}
