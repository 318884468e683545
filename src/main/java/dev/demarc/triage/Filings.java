package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.demarc.intake.Intake;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Where every report's walk stands. */
@ApplicationScoped
public class Filings implements PanacheRepositoryBase<Filing, UUID> {

  /** After so many failures a person has to look. */
  static final int ATTEMPTS = 5;

  private final SchedulerClient jobs;
  private final Clock clock;

  Filings(SchedulerClient jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Holds the walk of one report until the transaction ends: a report is filed once. */
  Filing take(UUID reportId) {
    getEntityManager()
        .createNativeQuery(
            "insert into filing (report_id, status, updated_at) values (:id, 'RECEIVED', :now) on"
                + " conflict do nothing")
        .setParameter("id", reportId)
        .setParameter("now", clock.instant())
        .executeUpdate();
    return findById(reportId, LockModeType.PESSIMISTIC_WRITE);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void failed(UUID reportId, String why) {
    var filing = take(reportId);
    if (filing.status == FilingStatus.FILED) {
      return;
    }
    filing.attempts++;
    filing.error = why;
    filing.status = filing.attempts >= ATTEMPTS ? FilingStatus.STUCK : FilingStatus.RECEIVED;
    filing.updatedAt = clock.instant();
  }

  @Transactional
  public Optional<FilingState> find(UUID reportId) {
    return findByIdOptional(reportId).map(FilingState::of);
  }

  /** Reports that could not be filed, newest first: given up, or failing still. */
  @Transactional
  public Page<FilingState> notFiled(Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        getEntityManager()
            .createQuery(
                "from Filing where status <> :filed and attempts > 0"
                    + (after == null ? "" : " and reportId < :after")
                    + " order by reportId desc",
                Filing.class)
            .setParameter("filed", FilingStatus.FILED)
            .setMaxResults(size + 1);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    var rows = query.getResultStream().map(FilingState::of).toList();
    return Page.of(rows, size, row -> new Cursor("", row.reportId()).encode());
  }

  @Transactional
  public long stuck() {
    return count("status", FilingStatus.STUCK);
  }

  /**
   * Has the worker try again now.
   *
   * @throws Problem NOT_FOUND, or CONFLICT where the report is filed
   */
  @Transactional
  public void retry(UUID reportId) {
    var filing = findById(reportId, LockModeType.PESSIMISTIC_WRITE);
    if (filing == null) {
      throw Problem.notFound("No filing of this report has failed.");
    }
    if (filing.status == FilingStatus.FILED) {
      throw new Problem(ProblemType.CONFLICT, "The report is filed.");
    }
    filing.status = FilingStatus.RECEIVED;
    filing.attempts = 0;
    var job = Intake.FILE_REPORT.instance(reportId.toString()).build();
    if (!jobs.scheduleIfNotExists(job, clock.instant())) {
      jobs.reschedule(job, clock.instant());
    }
  }
}
