package dev.demarc.casework.contents;

import dev.demarc.casework.correlation.SenderThings;
import dev.demarc.formats.ParsedReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.reading.ReadReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The reports of cases, read again with who holds what they name. */
@ApplicationScoped
public class Rereading {

  private final ReportReader reader;
  private final Inventory inventory;
  private final SenderThings things;
  private final EntityManager database;

  Rereading(ReportReader reader, Inventory inventory, SenderThings things, EntityManager database) {
    this.reader = reader;
    this.inventory = inventory;
    this.things = things;
    this.database = database;
  }

  public ReadReport read(UUID reportId) {
    var read = reader.read(reportId);
    return new ReadReport(read.report(), read.raw(), things.settle(read.parsed()));
  }

  /** The report that opened the case. */
  public ReadReport first(UUID caseId) {
    return read(
        database
            .createQuery(
                "select reportId from CaseReport where caseId = :id order by reportId", UUID.class)
            .setParameter("id", caseId)
            .setMaxResults(1)
            .getSingleResult());
  }

  /**
   * @param otherwise when it happened, where the report does not say
   */
  public List<Holding> holdings(ParsedReport parsed, Instant otherwise) {
    var at = parsed.occurredAt() == null ? otherwise : parsed.occurredAt();
    return inventory.holdings(parsed.indicators(), parsed.accountId(), at);
  }
}
