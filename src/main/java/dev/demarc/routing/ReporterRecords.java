package dev.demarc.routing;

import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.ReporterRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Locale;

/** What became of the reports of each reporter, as it is kept. */
@ApplicationScoped
public class ReporterRecords {

  private final EntityManager database;

  ReporterRecords(EntityManager database) {
    this.database = database;
  }

  /** The facts with what became of the reports of their reporter; one look for all rules. */
  @Transactional
  public Facts complete(Facts facts) {
    return facts.reporter() == null ? facts : facts.with(of(facts.reporter()));
  }

  /** Counts of reports whose case is closed. */
  @Transactional
  public ReporterRecord of(String reporter) {
    var row =
        (Tuple)
            database
                .createNativeQuery(
                    "select cast(coalesce(sum(settled), 0) as bigint), cast(coalesce(sum(wrong), 0)"
                        + " as bigint) from (select settled, wrong from reporter_record where"
                        + " reporter = :reporter union all select settled, wrong from"
                        + " reporter_record_change where reporter = :reporter) known",
                    Tuple.class)
                .setParameter("reporter", reporter.toLowerCase(Locale.ROOT))
                .getSingleResult();
    return new ReporterRecord(row.get(0, Long.class), row.get(1, Long.class));
  }

  /** Adds what came since into the sums. */
  @Transactional
  public void fold() {
    database.createNativeQuery("select 1 from fold_reporter_record()").getResultList();
  }
}
