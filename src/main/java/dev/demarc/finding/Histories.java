package dev.demarc.finding;

import dev.demarc.casework.views.CaseList;
import dev.demarc.finding.CaseSearch.Found;
import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition;
import dev.demarc.finding.filter.Condition.Finds;
import dev.demarc.finding.filter.IndexLookup;
import dev.demarc.finding.filter.SpelledIndicator;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The history of an indicator, an account, a reporter, of the cases that whoever asks sees.
 * Bounded: the newest cases only, and says where there are more.
 */
@ApplicationScoped
public class Histories {

  private static final int RECENT = 10;
  private static final int LONGEST = 600;

  private final EntityManager database;
  private final CaseSearch search;
  private final CaseList lines;

  Histories(EntityManager database, CaseSearch search, CaseList lines) {
    this.database = database;
    this.search = search;
    this.lines = lines;
  }

  /**
   * @param typed an indicator in any spelling, an account id, a reporter's address
   * @throws Problem INVALID
   */
  @Transactional
  public History of(String kind, String typed) {
    if (typed == null || typed.isBlank() || typed.length() > LONGEST) {
      throw Problem.invalid(
          kind == null ? "indicator" : kind, "must have 1 to " + LONGEST + " characters");
    }
    var value = SpelledIndicator.plain(typed);
    return switch (String.valueOf(kind)) {
      case "indicator" -> history(kind, value, exactly(value));
      case "account" -> {
        var id = value.replaceAll("[\\s-]", "");
        yield history(
            kind,
            id,
            List.of(new IndexLookup.Term("account:" + id), new IndexLookup.Values(List.of(id))));
      }
      case "reporter" -> {
        var address = value.toLowerCase(Locale.ROOT);
        yield history(kind, address, List.of(new IndexLookup.Reporter(address, false)));
      }
      default -> throw Problem.invalid("kind", "must be indicator, account or reporter");
    };
  }

  /** Itself, and no range around it: what a neighbour did is no history of its own. */
  private static List<IndexLookup> exactly(String value) {
    var observed = Observable.of(value);
    return List.of(new IndexLookup.Values(List.of(observed.map(o -> o.value()).orElse(value))));
  }

  private History history(String kind, String value, List<IndexLookup> finds) {
    var query = new CaseQuery(List.<Condition>of(new Finds(false, finds)), Sort.NEWEST);
    var found = search.ids(query, History.MOST + 1, null).stream().map(Found::id).toList();
    boolean more = found.size() > History.MOST;
    return history(kind, value, more ? found.subList(0, History.MOST) : found, more);
  }

  private History history(String kind, String value, List<UUID> ids, boolean more) {
    if (ids.isEmpty()) {
      return new History(
          kind, value, 0, false, 0, 0, 0, 0, null, 0, null, null, Map.of(), List.of());
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select c.status, c.outcome, c.opened_at, c.last_report_at, c.closed_at,"
                    + " c.report_count from incident_case c where c.id in (:ids) order by"
                    + " c.opened_at",
                Object[].class)
            .setParameter("ids", ids)
            .getResultList();
    var sums = new Sums();
    rows.forEach(row -> sums.add((Object[]) row));
    return new History(
        kind,
        value,
        ids.size(),
        more,
        sums.open,
        sums.closed,
        sums.repeats,
        sums.falseReports,
        sums.closed == 0 ? null : (double) sums.falseReports / sums.closed,
        sums.reports,
        sums.firstAt,
        sums.lastAt,
        sums.outcomes,
        lines.lines(new ArrayList<>(ids.subList(0, Math.min(RECENT, ids.size())))));
  }

  /** Of cases, oldest first. */
  private static final class Sums {

    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private int open;
    private int closed;
    private int repeats;
    private int falseReports;
    private int reports;
    private @Nullable Instant firstAt;
    private @Nullable Instant lastAt;
    private @Nullable Instant closedFirst;

    void add(Object[] row) {
      var opened = (Instant) row[2];
      var last = (Instant) row[3];
      var ended = (Instant) row[4];
      firstAt = firstAt == null ? opened : firstAt;
      lastAt = lastAt == null || last.isAfter(lastAt) ? last : lastAt;
      if (row[0].equals("MERGED")) {
        return;
      }
      reports += ((Number) row[5]).intValue();
      repeats += closedFirst != null && opened.isAfter(closedFirst) ? 1 : 0;
      if (row[0].equals("OPEN")) {
        open++;
        return;
      }
      closed++;
      if (ended != null && (closedFirst == null || ended.isBefore(closedFirst))) {
        closedFirst = ended;
      }
      var outcome =
          row[1] == null ? "none" : ((String) row[1]).toLowerCase(Locale.ROOT).replace('_', '-');
      outcomes.merge(outcome, 1, Integer::sum);
      falseReports += outcome.startsWith("false-") ? 1 : 0;
    }
  }
}
