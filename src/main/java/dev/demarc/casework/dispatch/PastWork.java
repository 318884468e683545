package dev.demarc.casework.dispatch;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.ReporterRecord;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What routing rules see of cases that are there. */
@ApplicationScoped
public class PastWork {

  /**
   * @param parts what rules see of each side that has work
   */
  public record CaseWork(UUID id, String key, String title, List<Facts> parts) {}

  private static final String SELECT =
      "select c.id, c.key, c.title, c.category, c.service, c.severity, c.account_id, c.region,"
          + " c.owner, c.tags, a.responsibility, a.confidence, a.auto_route, r.reporter, r.format,"
          + " r.channel, array(select w.side from work_item w where w.case_id = c.id and w.status"
          + " <> 'WITHDRAWN' order by w.side) as sides, known.settled, known.wrong"
          + " from incident_case c join assessment a on a.case_id = c.id and a.in_force"
          + " cross join lateral (select reporter, format, channel from case_report"
          + " where case_id = c.id order by report_id limit 1) r cross join lateral (select"
          + " cast(coalesce(sum(k.settled), 0) as bigint) as settled, cast(coalesce(sum(k.wrong),"
          + " 0) as bigint) as wrong from (select settled, wrong from reporter_record where"
          + " reporter = lower(r.reporter) union all select settled, wrong from"
          + " reporter_record_change where reporter = lower(r.reporter)) k) known"
          + " where c.status <> 'MERGED'";

  private final EntityManager database;
  private final CaseVisibility visibility;

  PastWork(EntityManager database, CaseVisibility visibility) {
    this.database = database;
    this.visibility = visibility;
  }

  /**
   * The newest cases first.
   *
   * @param before the last case of the page before; null for the first page
   */
  @Transactional
  public List<CaseWork> page(@Nullable UUID before, int limit) {
    return rows(
        database
            .createNativeQuery(SELECT + " and c.id < :before order by c.id desc", Tuple.class)
            .setParameter("before", before == null ? Cursor.ABOVE_ALL : before)
            .setMaxResults(limit));
  }

  /**
   * @throws Problem NOT_FOUND, also where whoever asks does not see the case
   */
  @Transactional
  public CaseWork of(CaseKey key) {
    var query =
        database
            .createNativeQuery(SELECT + " and c.key = :key" + visibility.where("c"), Tuple.class)
            .setParameter("key", key.value());
    return rows(visibility.bind(query)).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
  }

  private static List<CaseWork> rows(Query query) {
    List<?> found = query.getResultList();
    return found.stream().map(row -> work((Tuple) row)).toList();
  }

  private static CaseWork work(Tuple row) {
    var sides = (String[]) row.get("sides");
    return new CaseWork(
        row.get("id", UUID.class),
        row.get("key", String.class),
        row.get("title", String.class),
        Arrays.stream(sides).map(side -> facts(row, Side.valueOf(side))).toList());
  }

  private static Facts facts(Tuple row, Side side) {
    return new Facts(
        side,
        Responsibility.valueOf(row.get("responsibility", String.class)),
        !row.get("auto_route", Boolean.class),
        row.get("confidence", Double.class),
        Category.of(row.get("category", String.class)).orElse(Category.OTHER),
        row.get("service", String.class),
        Severity.valueOf(row.get("severity", String.class)),
        row.get("account_id", String.class),
        row.get("region", String.class),
        row.get("owner", String.class),
        Set.of((String[]) row.get("tags")),
        row.get("reporter", String.class),
        row.get("format", String.class),
        row.get("channel", String.class),
        new ReporterRecord(row.get("settled", Long.class), row.get("wrong", Long.class)));
  }
}
