package dev.demarc.casework.links;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.correlation.Correlation.Related;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Cases that have something weak in common and are two all the same. People who know more merge
 * them.
 */
@ApplicationScoped
public class RelatedCases {

  /** The kind of an entry that names a case which has something weak in common. */
  public static final String RELATED = "related";

  private static final int AT_MOST = 20;

  private final CaseVisibility visibility;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  RelatedCases(CaseVisibility visibility, Timeline timeline, EntityManager database, Clock clock) {
    this.visibility = visibility;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /** Keeps each pair once, and tells of it on the timeline of the case that came later. */
  public void note(IncidentCase of, List<Related> others) {
    for (var other : others) {
      List<?> noted =
          database
              .createNativeQuery(
                  "insert into related_case (case_id, other_id, because, at) select :case, o.id,"
                      + " :because, :now from incident_case o where o.id = :other and o.id <> :case"
                      + " and not exists (select 1 from related_case r where r.case_id = :other and"
                      + " r.other_id = :case) on conflict do nothing returning (select key from"
                      + " incident_case where id = other_id)")
              .setParameter("case", of.id)
              .setParameter("other", other.caseId())
              .setParameter("because", other.because())
              .setParameter("now", clock.instant())
              .getResultList();
      if (!noted.isEmpty()) {
        timeline.add(
            of.id,
            RELATED,
            Actor.ENGINE,
            "sees that this is related to " + noted.get(0) + ": " + other.because());
      }
    }
  }

  /** Those that whoever asks sees. */
  public List<CaseFile.RelatedLine> of(UUID caseId) {
    var query =
        database.createNativeQuery(
            "select c.key, c.title, c.status, r.because from related_case r join incident_case c"
                + " on c.id = case when r.case_id = :case then r.other_id else r.case_id end where"
                + " (r.case_id = :case or r.other_id = :case)"
                + visibility.whereCaseOf("c.id")
                + " order by c.key desc limit "
                + AT_MOST,
            Tuple.class);
    query.setParameter("case", caseId);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            row ->
                new CaseFile.RelatedLine(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    CaseStatus.valueOf(row.get(2, String.class)),
                    row.get(3, String.class)))
        .toList();
  }
}
