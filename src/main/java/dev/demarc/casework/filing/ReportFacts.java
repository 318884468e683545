package dev.demarc.casework.filing;

import dev.demarc.casework.SeverityOf;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.formats.ParsedReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.reading.ReportReader;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.ReporterRecord;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** What the engine would say of a report, and what routing rules would see; stores nothing. */
@ApplicationScoped
public class ReportFacts {

  /**
   * @param parts what rules would see of each side that has work
   */
  public record Assessed(
      ParsedReport report, Assessment assessment, List<Holding> holdings, List<Facts> parts) {}

  private final ReportReader reader;
  private final Inventory inventory;
  private final EngineInForce engines;

  ReportFacts(ReportReader reader, Inventory inventory, EngineInForce engines) {
    this.reader = reader;
    this.inventory = inventory;
    this.engines = engines;
  }

  public Assessed assess(byte[] raw, String contentType) {
    var arrival = reader.arriving(raw, contentType);
    var parsed = arrival.parsed();
    var at = parsed.occurredAt() == null ? arrival.receivedAt() : parsed.occurredAt();
    var holdings = inventory.holdings(parsed.indicators(), parsed.accountId(), at);
    var assessment = engines.engine().assess(parsed, AssessmentContext.of(holdings));
    return new Assessed(parsed, assessment, holdings, parts(parsed, assessment, holdings));
  }

  /** What rules would see of each side that has work by the assessment. */
  public static List<Facts> parts(
      ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    return assessment.sides().stream()
        .map(side -> facts(side, parsed, assessment, holdings))
        .toList();
  }

  private static Facts facts(
      Side side, ParsedReport parsed, Assessment assessment, List<Holding> holdings) {
    var held = CaseOwner.of(parsed, holdings);
    return new Facts(
        side,
        assessment.responsibility(),
        !assessment.autoRoute(),
        assessment.confidence(),
        assessment.category(),
        assessment.service(),
        SeverityOf.report(parsed, assessment.category()),
        parsed.accountId() == null ? held.accountId() : parsed.accountId(),
        parsed.region() == null ? held.region() : parsed.region(),
        held.owner(),
        Set.copyOf(held.tags()),
        CaseReports.reporter(parsed).map(EmailAddress::value).orElse(null),
        parsed.format(),
        "rest",
        ReporterRecord.NONE);
  }
}
