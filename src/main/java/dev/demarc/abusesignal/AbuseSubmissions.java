package dev.demarc.abusesignal;

import dev.demarc.casework.views.FiledReports;
import dev.demarc.casework.views.ReportDisposition;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.intake.PendingReport;
import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Commit;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.OutcomeUnknown;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import dev.demarc.triage.Filings;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports in the way of AWS's Abuse Signal API, and tells their submitters how they stand.
 */
@ApplicationScoped
class AbuseSubmissions implements PanacheRepositoryBase<AbuseSubmission, UUID> {

  /** How long a client token stands for the report it was first sent with. */
  private static final Duration TOKEN_HOLDS = Duration.ofHours(24);

  /** How long a request without a token stands for the same request. */
  private static final Duration BODY_HOLDS = Duration.ofMinutes(5);

  /**
   * How one submission stands.
   *
   * @param fate of the case it was filed in; null where it is in none
   * @param filed whether triage is through with it
   */
  record Standing(
      UUID reportId,
      @Nullable String correlationId,
      Instant submittedAt,
      Instant updatedAt,
      boolean filed,
      @Nullable ReportDisposition disposition) {}

  private final Intake intake;
  private final FiledReports filed;
  private final Filings filings;
  private final EntityManager database;
  private final Clock clock;

  AbuseSubmissions(
      Intake intake, FiledReports filed, Filings filings, EntityManager database, Clock clock) {
    this.intake = intake;
    this.filed = filed;
    this.filings = filings;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Stores the request's body as a report; the worker files it. The same token within 24 hours is
   * the same report, whatever the body then says; without a token, the same body within 5 minutes.
   *
   * @param clientToken null where the client gives none
   * @return the report's id
   * @throws Problem UNAVAILABLE where nothing was stored; OUTCOME_UNKNOWN where the database went
   *     away at the commit
   */
  UUID take(
      byte[] body,
      Submitter submitter,
      @Nullable String clientToken,
      @Nullable String correlationId) {
    // with a space in it, which no token of a client has
    var token =
        clientToken == null ? "body " + HexFormat.of().formatHex(Sha256.of(body)) : clientToken;
    var holds = clientToken == null ? BODY_HOLDS : TOKEN_HOLDS;
    var before = Commit.beforeStoring(() -> inTransaction(() -> known(submitter, token, holds)));
    if (before.isPresent()) {
      return before.get();
    }
    var delivery =
        Delivery.overRest("application/json", body, submitter, null, Delivery.FilingMode.BY_WORKER);
    var pending = Commit.beforeStoring(() -> intake.prepare(delivery));
    try {
      return Commit.of(
          () ->
              known(submitter, token, holds)
                  .orElseGet(() -> store(pending, submitter, token, correlationId)));
    } catch (OutcomeUnknown lost) {
      throw new Problem(
          ProblemType.OUTCOME_UNKNOWN,
          "It is not known whether the report was stored: the database went away. Send the same"
              + " request again "
              + (clientToken == null ? "within 5 minutes" : "with the same clientToken")
              + ": it is stored once.");
    }
  }

  private static <T> T inTransaction(Callable<T> work) {
    return QuarkusTransaction.joiningExisting().call(work);
  }

  private Optional<UUID> known(Submitter submitter, String token, Duration holds) {
    AdvisoryLock.CLIENT_TOKEN.take(database, submitter.scope() + '\n' + token);
    return find(
            "submitter = ?1 and clientToken = ?2 and submittedAt > ?3 order by submittedAt desc",
            submitter.scope(),
            token,
            clock.instant().minus(holds))
        .page(0, 1)
        .firstResultOptional()
        .map(known -> known.reportId);
  }

  private UUID store(
      PendingReport pending, Submitter submitter, String token, @Nullable String correlationId) {
    var receipt = intake.register(pending);
    var submission = new AbuseSubmission();
    submission.reportId = receipt.reportId();
    submission.submitter = submitter.scope();
    submission.clientToken = token;
    submission.correlationId = correlationId;
    submission.submittedAt = clock.instant();
    persist(submission);
    return submission.reportId;
  }

  /**
   * @throws Problem NOT_FOUND where this submitter sent no such report here
   */
  @Transactional
  Standing standing(UUID reportId, Submitter submitter) {
    return findByIdOptional(reportId)
        .filter(found -> found.submitter.equals(submitter.scope()))
        .map(found -> standings(List.of(found)).get(0))
        .orElseThrow(() -> Problem.notFound("There is no abuse report of this id."));
  }

  /**
   * The submitter's reports in the order of submission.
   *
   * @param correlationId null for all
   * @param after null for the first page
   */
  @Transactional
  Page<Standing> list(
      Submitter submitter, String correlationId, int limit, @Nullable Cursor after) {
    var query =
        database
            .createQuery(
                "from AbuseSubmission where submitter = :submitter"
                    + (correlationId == null ? "" : " and correlationId = :correlationId")
                    + (after == null ? "" : " and reportId > :after")
                    + " order by reportId",
                AbuseSubmission.class)
            .setParameter("submitter", submitter.scope())
            .setMaxResults(limit + 1);
    if (correlationId != null) {
      query.setParameter("correlationId", correlationId);
    }
    if (after != null) {
      query.setParameter("after", after.id());
    }
    return Page.of(
        standings(query.getResultList()),
        limit,
        standing -> new Cursor("", standing.reportId()).encode());
  }

  private List<Standing> standings(List<AbuseSubmission> submissions) {
    var ids = submissions.stream().map(s -> s.reportId).toList();
    var dispositions = filed.dispositions(ids);
    var filed = filings.filedAt(ids);
    return submissions.stream()
        .map(s -> standing(s, filed.get(s.reportId), dispositions.get(s.reportId)))
        .toList();
  }

  private static Standing standing(
      AbuseSubmission submission,
      @Nullable Instant filedAt,
      @Nullable ReportDisposition disposition) {
    var updated =
        disposition != null
            ? disposition.updatedAt()
            : filedAt != null ? filedAt : submission.submittedAt;
    return new Standing(
        submission.reportId,
        submission.correlationId,
        submission.submittedAt,
        updated,
        filedAt != null,
        disposition);
  }
}
