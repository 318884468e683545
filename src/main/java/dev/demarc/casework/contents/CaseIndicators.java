package dev.demarc.casework.contents;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was observed in a case's reports, once a case, with how many reports name it. */
@ApplicationScoped
public class CaseIndicators {

  private static final int AT_MOST = 500;
  private static final int LONGEST = 600;
  private static final String ROWS =
      "unnest(cast(:types as text[]), cast(:values as text[]), cast(:roles as text[]), cast(:counts"
          + " as int[])) as u(t, v, r, n)";

  private final EntityManager database;
  private final CaseVisibility visibility;

  CaseIndicators(EntityManager database, CaseVisibility visibility) {
    this.visibility = visibility;
    this.database = database;
  }

  /**
   * One statement, whatever the number; sorted, so that no two transactions wait for each other.
   */
  public void add(UUID caseId, Collection<Indicator> found) {
    var rows = found.stream().map(CaseIndicators::indexable).distinct().limit(AT_MOST).toList();
    if (rows.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(
            "insert into case_indicator (case_id, type, value, role, reports) select :case, t, v,"
                + " r, 1 from unnest(cast(:types as text[]), cast(:values as text[]), cast(:roles"
                + " as text[])) as u(t, v, r) order by t, v, r on conflict (case_id, type, value,"
                + " role) do update set reports = case_indicator.reports + 1")
        .setParameter("case", caseId)
        .setParameter("types", rows.stream().map(i -> i.type().slug()).toArray(String[]::new))
        .setParameter("values", rows.stream().map(Indicator::value).toArray(String[]::new))
        .setParameter("roles", rows.stream().map(i -> i.role().name()).toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * Gives another case what so many reports name that are its now.
   *
   * @param counts how many of the reports name each
   */
  public void move(UUID from, UUID to, Map<Indicator, Integer> counts) {
    var rows = new HashMap<Indicator, Integer>();
    counts.forEach((indicator, n) -> rows.merge(indexable(indicator), n, Integer::sum));
    var keys = List.copyOf(rows.keySet());
    moving(
        "update case_indicator c set reports = c.reports - u.n from "
            + ROWS
            + " where c.case_id ="
            + " :case and (c.type, c.value, c.role) = (u.t, u.v, u.r)",
        from,
        keys,
        rows);
    moving(
        "insert into case_indicator (case_id, type, value, role, reports) select :case, u.t, u.v,"
            + " u.r, u.n from "
            + ROWS
            + " order by u.n desc limit "
            + AT_MOST
            + " on conflict (case_id, type, value, role) do update set reports ="
            + " case_indicator.reports + excluded.reports",
        to,
        keys,
        rows);
    database
        .createNativeQuery("delete from case_indicator where case_id = :case and reports <= 0")
        .setParameter("case", from)
        .executeUpdate();
  }

  private void moving(
      String statement, UUID of, List<Indicator> keys, Map<Indicator, Integer> counts) {
    database
        .createNativeQuery(statement)
        .setParameter("case", of)
        .setParameter("types", keys.stream().map(i -> i.type().slug()).toArray(String[]::new))
        .setParameter("values", keys.stream().map(Indicator::value).toArray(String[]::new))
        .setParameter("roles", keys.stream().map(i -> i.role().name()).toArray(String[]::new))
        .setParameter("counts", keys.stream().map(counts::get).toArray(Integer[]::new))
        .executeUpdate();
  }

  /**
   * An index entry of PostgreSQL holds at most 2,704 bytes; on what a role rests is the report's.
   */
  private static Indicator indexable(Indicator indicator) {
    var value = indicator.value();
    return new Indicator(
        indicator.type(),
        value.length() <= LONGEST ? value : value.substring(0, LONGEST),
        indicator.role());
  }

  /** Addresses and ranges in the order of their numbers; what is none is sorted by its text. */
  private static final String NUMBERS = numbered("type", "value");

  private static String numbered(String type, String value) {
    return "coalesce(indicator_address(" + type + ", " + value + "), inet '0.0.0.0')";
  }

  /** Sources first, then by how many reports name them. */
  public List<CaseFile.IndicatorLine> of(UUID caseId, int limit) {
    return lines(
        "select type, value, role, reports, case_id from case_indicator where case_id = :case"
            + " order by case role when 'SOURCE' then 1 when 'TARGET' then 2 when 'MENTIONED' then"
            + " 3 else 4 end, reports desc, type, "
            + NUMBERS
            + ", value limit :limit",
        Map.of("case", caseId, "limit", limit));
  }

  /**
   * All of them a page at a time, in an order that a report that joins meanwhile does not change.
   *
   * @param after the last of the page before; null for the first page
   */
  public List<CaseFile.IndicatorLine> page(
      UUID caseId, CaseFile.@Nullable IndicatorLine after, int limit) {
    var parameters = new HashMap<String, Object>(Map.of("case", caseId, "limit", limit));
    if (after != null) {
      parameters.put("type", after.type().slug());
      parameters.put("value", after.value());
      parameters.put("role", after.role().name());
    }
    return lines(
        "select type, value, role, reports, case_id from case_indicator where case_id = :case"
            + (after == null
                ? ""
                : " and (type, "
                    + NUMBERS
                    + ", value, role) > (:type, "
                    + numbered("cast(:type as text)", "cast(:value as text)")
                    + ", :value, :role)")
            + " order by type, "
            + NUMBERS
            + ", value, role limit :limit",
        parameters);
  }

  /**
   * Each with the other cases that have it and are seen; not more than a person would look at are
   * counted.
   */
  private List<CaseFile.IndicatorLine> lines(String which, Map<String, ?> parameters) {
    var query =
        database.createNativeQuery(
            "select i.type, i.value, i.role, i.reports, (select count(*) from (select distinct"
                + " o.case_id from case_indicator o join incident_case c on c.id = o.case_id and"
                + " c.status <> 'MERGED' where o.value = i.value and o.case_id <> i.case_id"
                + visibility.whereCaseOf("o.case_id")
                + " limit 100) others) from ("
                + which
                + ") i");
    parameters.forEach(query::setParameter);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> line((Object[]) row)).toList();
  }

  private static CaseFile.IndicatorLine line(Object[] row) {
    return new CaseFile.IndicatorLine(
        type(row[0]).orElseThrow(),
        (String) row[1],
        Role.valueOf((String) row[2]),
        ((Number) row[3]).intValue(),
        ((Number) row[4]).intValue());
  }

  public static Optional<IndicatorType> type(Object slug) {
    return Arrays.stream(IndicatorType.values()).filter(t -> t.slug().equals(slug)).findFirst();
  }
}
