package dev.demarc.finding;

import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.views.CaseFinder;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.casework.views.CaseList;
import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition;
import dev.demarc.finding.filter.FilterParser;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds cases by a filter, a page at a time, by keyset. */
@ApplicationScoped
public class CaseSearch implements CaseFinder {

  /** Of the server, for this transaction: these statements are written for one plan each. */
  static final String PLAN_BY_INDEX =
      "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"
          + " set_config('plan_cache_mode', 'force_custom_plan', true)";

  /** Later than any row's time, and within what the database can compare. */
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private static final String INFINITY = "infinity";

  private final EntityManager database;
  private final CaseVisibility visibility;
  private final Viewer viewer;
  private final FilterContexts contexts;
  private final CaseList lines;

  CaseSearch(
      EntityManager database,
      CaseVisibility visibility,
      Viewer viewer,
      FilterContexts contexts,
      CaseList lines) {
    this.database = database;
    this.visibility = visibility;
    this.viewer = viewer;
    this.contexts = contexts;
    this.lines = lines;
  }

  /**
   * Those of a filter that whoever asks sees.
   *
   * @param filter as it was typed; the clock's order where it names none
   * @throws Problem naming the part of the filter, the limit or the cursor that is not understood
   */
  @Transactional
  public Page<CaseLine> list(String filter, Integer limit, @Nullable String cursor) {
    return list(parse(filter, Sort.CLOCK, "filter"), Page.limit(limit), cursor);
  }

  CaseQuery parse(String filter, Sort sort, String field) {
    var clean = TypedText.clean(filter);
    return FilterParser.parse(clean == null ? "" : clean, sort, field, contexts.ofCaller());
  }

  /**
   * @param named values by the names of the filter language; null or blank ones do not narrow
   */
  CaseQuery parse(Map<String, String> named, String q, Sort sort) {
    var conditions = new ArrayList<Condition>();
    named.forEach(
        (name, value) -> {
          if (value != null && !value.isBlank()) {
            var typed = name + ":\"" + value.replace("\"", "") + '"';
            conditions.addAll(parse(typed, sort, name).conditions());
          }
        });
    var query = parse(q, sort, "q");
    conditions.addAll(query.conditions());
    if (conditions.size() > FilterParser.MOST_PARTS) {
      throw Problem.invalid("q", "must have at most " + FilterParser.MOST_PARTS + " parts");
    }
    return new CaseQuery(conditions, query.sort());
  }

  @Override
  @Transactional
  public List<CaseKey> find(Map<String, String> named, String q, int most) {
    var found = ids(parse(named, q, Sort.NEWEST), most, null);
    return lines.lines(found.stream().map(Found::id).toList()).stream()
        .map(line -> new CaseKey(line.key()))
        .toList();
  }

  /**
   * How many there are that whoever asks sees, not counted beyond a number.
   *
   * @throws Problem naming the part of the filter that is not understood
   */
  @Transactional
  public int count(String filter, int most) {
    return ids(parse(filter, Sort.CLOCK, "filter"), most, null).size();
  }

  @Transactional
  Page<CaseLine> list(CaseQuery query, int size, @Nullable String cursor) {
    var found = ids(query, size + 1, cursor);
    var shown = found.subList(0, Math.min(size, found.size()));
    var items = lines.lines(shown.stream().map(Found::id).toList());
    var last = found.size() > size ? shown.get(size - 1) : null;
    return new Page<>(items, last == null ? null : new Cursor(last.sorted(), last.id()).encode());
  }

  /**
   * @param sorted the value of the sort column; empty for none
   */
  public record Found(UUID id, String sorted) {}

  /** So many after the cursor's row at most. */
  @Transactional
  List<Found> ids(CaseQuery query, int most, @Nullable String cursor) {
    var after = after(cursor, query.sort());
    database.createNativeQuery(PLAN_BY_INDEX).getSingleResult();
    return new PageFinder(() -> sql(query), this::rows, after, most)
        .find().stream().map(row -> new Found((UUID) row[0], sorted(row))).toList();
  }

  private CaseSql sql(CaseQuery query) {
    return new CaseSql(
        query,
        SeenTerms.of(viewer.sight()),
        visibility.whereCaseOf("e.case_id"),
        viewer.seesAll() ? null : visibility.whereRegressed("one"));
  }

  private List<Object[]> rows(CaseSql sql, String statement) {
    List<?> rows = bound(sql, statement).getResultList();
    return rows.stream()
        .map(row -> row instanceof Object[] several ? several : new Object[] {row})
        .toList();
  }

  private Query bound(CaseSql sql, String statement) {
    var query = database.createNativeQuery(statement);
    bindAll(query, sql.parameters());
    // how much a lookup finds is asked of all cases; what is seen narrows what it leads to
    return statement.contains(visibility.whereCaseOf("e.case_id")) ? visibility.bind(query) : query;
  }

  /** A statement may not ask for all that was bound for others of the same filter. */
  static void bindAll(Query query, Map<String, Object> parameters) {
    query.getParameters().stream()
        .map(p -> p.getName())
        .filter(parameters::containsKey)
        .forEach(name -> query.setParameter(name, parameters.get(name)));
  }

  /** By priority, the rank stands before the time. */
  private static String sorted(Object[] row) {
    var at = row[1] instanceof Instant instant ? instant : ((OffsetDateTime) row[1]).toInstant();
    return (row.length > 2 ? row[2] + "/" : "") + (at.isAfter(NEVER) ? "" : at.toString());
  }

  private static @Nullable Cursor after(@Nullable String cursor, Sort sort) {
    var after = Cursor.decode(cursor);
    if (after == null) {
      return null;
    }
    var value = after.sortValue();
    var rank = "";
    if (sort == Sort.PRIORITY) {
      if (value.length() < 2 || "0123".indexOf(value.charAt(0)) < 0 || value.charAt(1) != '/') {
        throw noCursor();
      }
      rank = value.substring(0, 2);
      value = value.substring(2);
    }
    if (value.isEmpty() && (sort == Sort.CLOCK || sort == Sort.PRIORITY)) {
      return new Cursor(rank + INFINITY, after.id());
    }
    try {
      var at = Instant.parse(value);
      if (at.isAfter(Instant.EPOCH) && at.isBefore(NEVER)) {
        return after;
      }
    } catch (DateTimeParseException e) {
      // said below, together with a time that no row has
    }
    throw noCursor();
  }

  private static Problem noCursor() {
    return Problem.invalid("cursor", "is not a cursor of this list; leave it out to start over");
  }
}
