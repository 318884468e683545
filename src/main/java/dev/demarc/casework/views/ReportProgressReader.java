package dev.demarc.casework.views;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how far a report has come, for whoever sent it; the caller knows that it is theirs. */
@ApplicationScoped
public class ReportProgressReader {

  /** A count is told in these steps only: an exact one would tell of each report that comes. */
  private static final List<Integer> STEPS = List.of(100, 50, 20, 10, 5);

  /** In what an entry of the timeline tells a change of. */
  private static final String PASSED_ON = "[.]waitingOn\":\"(aws|customer|third-party)\"";

  private final EntityManager database;

  ReportProgressReader(EntityManager database) {
    this.database = database;
  }

  /** Empty where it is in no case. */
  @Transactional
  public Optional<ReportProgress> of(UUID reportId) {
    List<?> filed =
        database
            .createNativeQuery(
                "select case_id, filed_at from case_report where report_id = :id", Tuple.class)
            .setParameter("id", reportId)
            .getResultList();
    return filed.stream()
        .findFirst()
        .map(Tuple.class::cast)
        .map(row -> of(reportId, row.get(0, UUID.class), row.get(1, Instant.class)));
  }

  private ReportProgress of(UUID reportId, UUID filedIn, Instant filedAt) {
    var on = database.find(IncidentCase.class, filedIn);
    var all = new ArrayList<UUID>(List.of(filedIn));
    while (on.mergedInto != null) {
      on = database.find(IncidentCase.class, on.mergedInto);
      all.add(on.id);
    }
    var times = times(on.id);
    return new ReportProgress(
        on.id,
        all,
        on.status,
        Outcome.stored(on.outcome),
        filedAt,
        notBefore(filedAt, times.get(0, Instant.class)),
        notBefore(filedAt, times.get(1, Instant.class)),
        notBefore(filedAt, times.get(2, Instant.class)),
        notBefore(filedAt, times.get(3, Instant.class)),
        times.get(4, Boolean.class),
        notBefore(filedAt, on.closedAt),
        mayTellOfOthers(on) ? others(reportId, filedIn) : 0);
  }

  private Tuple times(UUID caseId) {
    return (Tuple)
        database
            .createNativeQuery(
                "select (select at from timeline_entry where case_id = :case and actor_kind in"
                    + " ('PERSON', 'API_KEY') order by id limit 1), (select min(started_at) from"
                    + " work_item where case_id = :case and status <> 'WITHDRAWN'), (select at from"
                    + " timeline_entry where case_id = :case and after ~ :passedOn order by id"
                    + " limit 1), (select max(at) from timeline_entry where case_id = :case and"
                    + " kind = 'status'), exists (select from work_item where case_id = :case and"
                    + " waiting_on = 'REPORTER')",
                Tuple.class)
            .setParameter("case", caseId)
            .setParameter("passedOn", PASSED_ON)
            .getSingleResult();
  }

  private static @Nullable Instant notBefore(Instant filedAt, @Nullable Instant at) {
    return at == null || at.isAfter(filedAt) ? at : filedAt;
  }

  /** Of what some may know only, not even that there is more of it is told. */
  private static boolean mayTellOfOthers(IncidentCase on) {
    return on.tlp == null && on.category() != Category.CHILD_ABUSE;
  }

  /** Those whose reports name a thing that this one names: others are here for other reasons. */
  private int others(UUID reportId, UUID caseId) {
    long counted =
        ((Number)
                database
                    .createNativeQuery(
                        "select count(distinct others.who) from (select coalesce(o.reporter,"
                            + " cast(o.report_id as text)) as who from case_report o join case_report own"
                            + " on own.report_id = :report where o.case_id = :case and o.report_id"
                            + " <> :report and o.subjects && own.subjects and o.reporter is"
                            + " distinct from coalesce(own.reporter, '') limit 500) others")
                    .setParameter("report", reportId)
                    .setParameter("case", caseId)
                    .getSingleResult())
            .longValue();
    return STEPS.stream().filter(step -> counted >= step).findFirst().orElse(0);
  }
}
