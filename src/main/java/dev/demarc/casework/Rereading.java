package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import dev.demarc.inventory.Inventory;
import dev.demarc.shared.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Reads a filed report again from its bytes: only what was read out of it is kept, not its text.
 */
@ApplicationScoped
class Rereading {

  /** A report, and what was read out of it just now. */
  record Reread(StoredReport report, ParsedReport parsed) {}

  private final Intake intake;
  private final FormatReader formats;
  private final Inventory inventory;
  private final SenderThings things;
  private final EntityManager database;

  Rereading(
      Intake intake,
      FormatReader formats,
      Inventory inventory,
      SenderThings things,
      EntityManager database) {
    this.intake = intake;
    this.formats = formats;
    this.inventory = inventory;
    this.things = things;
    this.database = database;
  }

  Reread read(UUID reportId) {
    var report = intake.find(reportId).orElseThrow();
    var raw = intake.raw(reportId).orElseThrow();
    var parsed = formats.readStored(new Submission(raw, report.contentType(), report.receivedAt()));
    return new Reread(report, things.settle(parsed));
  }

  /** The report that opened the case. */
  Reread first(UUID caseId) {
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
  List<Holding> holdings(ParsedReport parsed, Instant otherwise) {
    var at = parsed.occurredAt() == null ? otherwise : parsed.occurredAt();
    return inventory.holdings(parsed.indicators(), parsed.accountId(), at);
  }
}
