package dev.demarc.triage;

import dev.demarc.evidence.FiledCategories;
import dev.demarc.intake.FilingQueue;
import dev.demarc.shared.Category;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far the filing of every report has come. */
@ApplicationScoped
public class Filings implements PanacheRepositoryBase<Filing, UUID>, FilingQueue, FiledCategories {

  /** After so many failures a person has to look. */
  static final int ATTEMPTS = 5;

  private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";

  /** The value of the hint by which Hibernate says {@code skip locked}. */
  private static final int SKIP_LOCKED = -2;

  private final FilingJobs jobs;
  private final Clock clock;

  Filings(FilingJobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public void add(UUID reportId, Duration after) {
    persist(received(reportId));
    jobs.schedule(reportId, clock.instant().plus(after));
  }

  @Override
  public void addAll(Collection<UUID> reportIds) {
    if (!reportIds.isEmpty()) {
      persist(reportIds.stream().map(this::received));
      jobs.scheduleAll(reportIds, clock.instant());
    }
  }

  private Filing received(UUID reportId) {
    var filing = new Filing();
    filing.reportId = reportId;
    filing.status = FilingStatus.RECEIVED;
    filing.updatedAt = clock.instant();
    return filing;
  }

  /**
   * Locks the filing of one report until the transaction ends: a report is filed once. Waits for
   * nobody: a transaction that has it may be that of a node which is gone.
   *
   * @return empty where another transaction has it
   */
  Optional<Filing> lock(UUID reportId) {
    var locked = lockUnlessLocked(reportId);
    if (locked.isPresent() || count("reportId", reportId) > 0) {
      return locked;
    }
    // stored by a node of an older release during an upgrade
    getEntityManager()
        .createNativeQuery(
            "insert into filing (report_id, status, updated_at) values (:id, 'RECEIVED', :now)"
                + " on conflict do nothing")
        .setParameter("id", reportId)
        .setParameter("now", clock.instant())
        .executeUpdate();
    return lockUnlessLocked(reportId);
  }

  /**
   * Holds the filing of every made-up report, and waits for those that are being filed.
   *
   * @return their ids, in order
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<UUID> holdSamples() {
    return getEntityManager()
        .createNativeQuery(
            "select f.report_id from filing f join report r on r.id = f.report_id where r.sample"
                + " order by f.report_id for update of f",
            UUID.class)
        .getResultList();
  }

  /** In the transaction that removes these reports: nobody files them any more. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void callOff(List<UUID> reportIds) {
    reportIds.forEach(jobs::remove);
  }

  /** Empty where it is not there, too. */
  Optional<Filing> lockUnlessLocked(UUID reportId) {
    return find("reportId", reportId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .firstResultOptional();
  }

  /**
   * Counts a failed try.
   *
   * @return how far the filing has come with it; empty where another transaction has it
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<FilingState> failed(UUID reportId, String why) {
    return lock(reportId).map(filing -> FilingState.of(count(filing, why)));
  }

  private Filing count(Filing filing, String why) {
    if (filing.status == FilingStatus.RECEIVED) {
      filing.attempts++;
      filing.error = why;
      filing.status = filing.attempts >= ATTEMPTS ? FilingStatus.STUCK : FilingStatus.RECEIVED;
      filing.updatedAt = clock.instant();
    }
    return filing;
  }

  @Transactional
  public Optional<FilingState> find(UUID reportId) {
    return findByIdOptional(reportId).map(FilingState::of);
  }

  @Override
  @Transactional
  public Optional<Set<Category>> categories(UUID reportId) {
    return findByIdOptional(reportId)
        .filter(filing -> filing.status == FilingStatus.FILED)
        .map(
            filing ->
                Stream.of(
                        filing.reading == null ? null : filing.reading.category(),
                        filing.assessment == null ? null : filing.assessment.category())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
  }

  /** Since when each of these reports is filed; those that are not filed are left out. */
  @Transactional
  public Map<UUID, Instant> filedAt(Collection<UUID> reportIds) {
    return find("reportId in ?1 and status = ?2", reportIds, FilingStatus.FILED).stream()
        .collect(Collectors.toMap(filing -> filing.reportId, filing -> filing.updatedAt));
  }

  /** Reports that could not be filed, newest first: given up, or failing still. */
  @Transactional
  public Page<FilingState> notFiled(@Nullable Integer limit, @Nullable String cursor) {
    return newestFirst(
        "status <> :status and attempts > 0", FilingStatus.FILED, Page.limit(limit), cursor);
  }

  /** Reports that were filed without a case, newest first. */
  @Transactional
  public Page<FilingState> setAside(@Nullable Integer limit, @Nullable String cursor) {
    return newestFirst(
        "status = :status and setAside is not null", FilingStatus.FILED, Page.limit(limit), cursor);
  }

  private Page<FilingState> newestFirst(
      String which, FilingStatus status, int size, @Nullable String cursor) {
    var after = Cursor.decode(cursor);
    var query =
        getEntityManager()
            .createQuery(
                "from Filing where "
                    + which
                    + (after == null ? "" : " and reportId < :after")
                    + " order by reportId desc",
                Filing.class)
            .setParameter("status", status)
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
    var filing =
        findByIdOptional(reportId, LockModeType.PESSIMISTIC_WRITE)
            .orElseThrow(() -> Problem.notFound("There is no report " + reportId + "."));
    if (filing.status == FilingStatus.FILED) {
      throw new Problem(ProblemType.CONFLICT, "The report is filed.");
    }
    filing.status = FilingStatus.RECEIVED;
    filing.attempts = 0;
    jobs.bringForward(reportId, clock.instant());
  }

  /**
   * Reports that are neither filed nor stuck and have no job. There should be none.
   *
   * @param storedSince of those without any filing, as nodes of an older release store them
   */
  @Transactional
  List<UUID> withoutJob(Instant storedSince, int limit) {
    return getEntityManager()
        .createNativeQuery(
            """
            select waiting.id from (
              select f.report_id as id from filing f where f.status = 'RECEIVED'
              union all
              select r.id from report r
              where r.id >= :oldest and not exists (select from filing f where f.report_id = r.id)
            ) waiting
            where not exists (
              select from scheduled_tasks t
              where t.task_name = 'file-report' and t.task_instance = cast(waiting.id as text))
            limit :limit
            """,
            UUID.class)
        .setParameter("oldest", Ids.firstOf(storedSince))
        .setParameter("limit", limit)
        .getResultList();
  }
}
