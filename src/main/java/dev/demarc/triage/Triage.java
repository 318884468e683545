package dev.demarc.triage;

import dev.demarc.casework.correlation.SenderThings;
import dev.demarc.casework.correspondence.Additions;
import dev.demarc.casework.correspondence.Replies;
import dev.demarc.casework.filing.Casework;
import dev.demarc.casework.filing.NoReport;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.inventory.resolver.ResolverQuestions;
import dev.demarc.reading.ReadReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.shared.Holding;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The walk of one report, from its bytes to a case. */
@ApplicationScoped
public class Triage {

  private final Intake intake;
  private final ReportReader reader;
  private final EngineInForce engines;
  private final Inventory inventory;
  private final ResolverQuestions questions;
  private final Casework casework;
  private final SenderThings things;
  private final Replies replies;
  private final Additions additions;
  private final Filings filings;
  private final FilingJobs jobs;
  private final Event<ReportFiled> filed;
  private final Clock clock;

  Triage(
      Intake intake,
      ReportReader reader,
      EngineInForce engines,
      Inventory inventory,
      ResolverQuestions questions,
      Casework casework,
      SenderThings things,
      Replies replies,
      Additions additions,
      Filings filings,
      FilingJobs jobs,
      Event<ReportFiled> filed,
      Clock clock) {
    this.intake = intake;
    this.reader = reader;
    this.engines = engines;
    this.inventory = inventory;
    this.questions = questions;
    this.casework = casework;
    this.things = things;
    this.replies = replies;
    this.additions = additions;
    this.filings = filings;
    this.jobs = jobs;
    this.filed = filed;
    this.clock = clock;
  }

  /**
   * Files a stored report; harmless where it is filed already. Its bytes are fetched first: a slow
   * store of raw reports must hold neither a connection nor a lock of the database. The rest is one
   * transaction: where this throws, nothing was changed and the report's job will try again.
   *
   * @return empty where another transaction is filing it
   */
  public Optional<FilingState> process(UUID reportId) {
    var before = filings.find(reportId);
    if (before.isPresent() && before.get().status() != FilingStatus.RECEIVED) {
      return before;
    }
    var read = reader.read(reportId);
    return QuarkusTransaction.joiningExisting().call(() -> file(read));
  }

  private Optional<FilingState> file(ReadReport read) {
    return filings
        .lock(read.report().id())
        .map(filing -> FilingState.of(file(filing, read.report(), things.settle(read.parsed()))));
  }

  private Filing file(Filing filing, StoredReport report, ParsedReport parsed) {
    if (filing.status == FilingStatus.FILED) {
      return filing;
    }
    filing.format = parsed.format();
    filing.reading = Reading.of(parsed);
    decide(filing, report, parsed);
    filing.status = FilingStatus.FILED;
    filing.error = null;
    filing.updatedAt = clock.instant();
    filed.fire(new ReportFiled(filing.setAside != null));
    return filing;
  }

  private void decide(Filing filing, StoredReport report, ParsedReport parsed) {
    if (replies.isOurs(parsed)) {
      filing.setAside = "A mail of Demarc's own: whoever got it passes it on to the intake.";
      return;
    }
    var reply = replies.take(report, parsed).or(() -> additions.take(report, parsed));
    var noReport = reply.isPresent() ? Optional.<String>empty() : NoReport.because(parsed);
    if (reply.isPresent()) {
      filing.joined = true;
    } else if (noReport.isPresent()) {
      filing.setAside = noReport.get();
    } else {
      var holdings = holdings(parsed, report.receivedAt());
      var assessment = engines.engine().assess(parsed, AssessmentContext.of(holdings));
      filing.assessment = assessment;
      var filed = casework.file(report, parsed, assessment, holdings);
      things.count(parsed);
      if (filed.caseId() != null) {
        questions.ask(parsed.indicators(), eventOf(parsed, report.receivedAt()));
      }
      filing.joined = filed.joined();
      filing.setAside = filed.caseId() == null ? filed.because() : null;
    }
  }

  /**
   * Files in the request of a caller who waits, and takes the job away from the worker.
   *
   * @param raw what was stored just now, so that it need not be fetched again
   * @param parsed what was read out of it before, with the time that it was stored with; null where
   *     that failed
   */
  @Transactional
  void processNow(UUID reportId, byte[] raw, @Nullable ParsedReport parsed) {
    var report = intake.find(reportId).orElseThrow();
    var reading = parsed == null ? reader.read(report, raw) : parsed;
    if (file(new ReadReport(report, raw, reading)).isPresent()) {
      jobs.remove(reportId);
    }
  }

  private List<Holding> holdings(ParsedReport parsed, Instant receivedAt) {
    return inventory.holdings(parsed.indicators(), parsed.accountId(), eventOf(parsed, receivedAt));
  }

  private static Instant eventOf(ParsedReport parsed, Instant receivedAt) {
    return parsed.occurredAt() == null ? receivedAt : parsed.occurredAt();
  }
}
