package dev.demarc.casework.correspondence;

import dev.demarc.casework.Cases;
import dev.demarc.casework.FilingResult;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reports that only add to another, as files do that somebody sends later: they are evidence of its
 * case, and accuse nobody by themselves.
 */
@ApplicationScoped
public class Additions {

  private final Cases cases;
  private final CaseReports reports;
  private final EntityManager database;

  Additions(Cases cases, CaseReports reports, EntityManager database) {
    this.cases = cases;
    this.reports = reports;
    this.database = database;
  }

  /** Has a report filed where the other is; in the transaction that stores it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void note(UUID reportId, UUID addsTo) {
    database
        .createNativeQuery(
            "insert into report_addition (report_id, adds_to) values (:report, :to) on conflict"
                + " (report_id) do nothing")
        .setParameter("report", reportId)
        .setParameter("to", addsTo)
        .executeUpdate();
  }

  /** Files a report where the one is that it adds to; empty where it adds to none in a case. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<FilingResult> take(StoredReport report, ParsedReport parsed) {
    List<?> of =
        database
            .createNativeQuery(
                "select adds_to from report_addition where report_id = :report", UUID.class)
            .setParameter("report", report.id())
            .getResultList();
    return of.stream()
        .findFirst()
        .map(to -> database.find(CaseReport.class, to))
        .flatMap(to -> cases.takeById(to.caseId))
        .map(cases::follow)
        .map(
            on -> {
              var because = "it adds to another report of this case";
              reports.link(on, report, parsed, List.of(), because);
              return new FilingResult(on.id, new CaseKey(on.key), true, because);
            });
  }
}
