package dev.demarc.casework.filing;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The open cases that name what a report names, of those that whoever asks sees. */
@Named("casesInCommon")
@ApplicationScoped
public class CasesInCommon {

  /**
   * @param indicators what both name
   */
  public record CaseInCommon(
      UUID id, String key, String title, Instant lastReportAt, List<String> indicators) {}

  private static final int MOST_CASES = 20;
  private static final int MOST_VALUES = 50;

  /** Of those that name a value the newest are looked at: a value may be in very many. */
  private static final int MOST_OF_VALUE = 1000;

  private final CaseVisibility visibility;
  private final EntityManager database;

  CasesInCommon(CaseVisibility visibility, EntityManager database) {
    this.visibility = visibility;
    this.database = database;
  }

  /** Those that share most first. One query, whatever is named. */
  @Transactional
  public List<CaseInCommon> of(List<Indicator> indicators) {
    var values = values(indicators);
    if (values.length == 0) {
      return List.of();
    }
    var query =
        database
            .createNativeQuery(
                "select c.id, c.key, c.title, c.last_report_at, array_agg(distinct i.value order by"
                    + " i.value) as named from unnest(cast(:values as text[])) v, lateral (select"
                    + " n.case_id, n.value from case_indicator n where n.value = v order by"
                    + " n.case_id desc limit "
                    + MOST_OF_VALUE
                    + ") i join incident_case c on c.id = i.case_id where c.status = 'OPEN'"
                    + visibility.where("c")
                    + " group by c.id order by count(distinct i.value) desc, c.last_report_at desc,"
                    + " c.id desc limit "
                    + MOST_CASES,
                Tuple.class)
            .setParameter("values", values);
    List<?> rows = visibility.bind(query).getResultList();
    return rows.stream().map(row -> inCommon((Tuple) row)).toList();
  }

  private static CaseInCommon inCommon(Tuple row) {
    return new CaseInCommon(
        row.get("id", UUID.class),
        row.get("key", String.class),
        row.get("title", String.class),
        row.get("last_report_at", Instant.class),
        Arrays.asList(row.get("named", String[].class)));
  }

  /** Of the event; the account only where nothing else is named, as all of a desk may be in one. */
  private static String[] values(List<Indicator> indicators) {
    var telling =
        indicators.stream()
            .filter(i -> i.role().isOfTheEvent() && i.role() != Role.BYSTANDER)
            .toList();
    boolean onlyAccounts = telling.stream().allMatch(i -> i.type() == IndicatorType.AWS_ACCOUNT);
    return telling.stream()
        .filter(i -> onlyAccounts || i.type() != IndicatorType.AWS_ACCOUNT)
        .map(Indicator::value)
        .distinct()
        .limit(MOST_VALUES)
        .toArray(String[]::new);
  }
}
