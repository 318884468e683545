package dev.demarc.finding;

import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.finding.filter.FilterName;
import dev.demarc.finding.filter.FilterParser;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much is waiting, from counts that are kept and not counted: sums of {@code case_tally} and
 * what was not folded into them yet. They are kept by who sees the cases, so that nobody's count
 * tells of what is hidden from them.
 */
@ApplicationScoped
public class KeptCounts {

  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private final EntityManager database;
  private final Viewer viewer;
  private final CaseVisibility visibility;
  private final Router router;
  private final Clock clock;

  KeptCounts(
      EntityManager database,
      Viewer viewer,
      CaseVisibility visibility,
      Router router,
      Clock clock) {
    this.database = database;
    this.viewer = viewer;
    this.visibility = visibility;
    this.router = router;
    this.clock = clock;
  }

  /**
   * How much is waiting, for the navigation.
   *
   * @param snoozed of the open ones
   * @param breaching due within the hour, or late already
   * @param byQueue open cases by queue slug
   */
  public record Counts(
      long open,
      long snoozed,
      long mine,
      long unassigned,
      long overdue,
      long breaching,
      Map<String, Long> byQueue) {

    /** Those that the queue shows. */
    public long inSight() {
      return open - snoozed;
    }
  }

  @Transactional
  public Counts of(String username) {
    var counted = terms("t.term in (:terms) or t.term >= 'queue:' and t.term < 'queue;'", username);
    var now = clock.instant();
    var byQueue = new HashMap<String, Long>();
    for (var queue : router.queues()) {
      if (viewer.sight().hasQueue(queue.id())) {
        byQueue.put(queue.slug(), counted.getOrDefault("queue:" + queue.id(), 0L));
      }
    }
    return new Counts(
        counted.getOrDefault("status:open", 0L),
        counted.getOrDefault("is:snoozed", 0L),
        counted.getOrDefault("assignee:" + username, 0L),
        counted.getOrDefault("is:unassigned", 0L),
        dueBefore(now),
        dueBefore(now.plus(FilterParser.SOON)),
        byQueue);
  }

  private Map<String, Long> terms(String which, String username) {
    return terms(which, username, null);
  }

  private Map<String, Long> terms(String which, String username, @Nullable UUID ofQueue) {
    var query =
        database.createNativeQuery(
            "select t.term, cast(sum(t.n) as bigint) from "
                + tally(
                    which + (ofQueue == null ? "" : ") and (t.scope && cast(:ofQueue as text[])"))
                + " t group by t.term",
            Object[].class);
    if (ofQueue != null) {
      var scopes = SeenTerms.of(new UUID[] {ofQueue}, null);
      query.setParameter(
          "ofQueue", (scopes == null ? List.<String>of() : scopes).toArray(String[]::new));
    }
    if (which.contains(":terms")) {
      query.setParameter(
          "terms", List.of("status:open", "is:snoozed", "is:unassigned", "assignee:" + username));
    }
    bindSeen(query);
    var counted = new HashMap<String, Long>();
    List<?> rows = query.getResultList();
    rows.forEach(row -> counted.put((String) ((Object[]) row)[0], number(((Object[]) row)[1])));
    return counted;
  }

  /** The sums that are kept and what came since. */
  private String tally(String which) {
    var seen = SeenTerms.of(viewer.sight()) == null ? "" : " and t.scope && cast(:seen as text[])";
    return "(select t.term, t.n from case_tally t where ("
        + which
        + ")"
        + seen
        + " union all select t.term, t.n from (select c.scope, u.term, u.n from case_tally_change"
        + " c, lateral (select unnest(c.gone) collate \"C\" as term, -1 as n union all select"
        + " unnest(c.came) collate \"C\", 1) u) t where ("
        + which
        + ")"
        + seen
        + ")";
  }

  private void bindSeen(Query query) {
    var seen = SeenTerms.of(viewer.sight());
    if (seen != null) {
      query.setParameter("seen", seen.toArray(String[]::new));
    }
  }

  /** Whole hours are kept; of the one that has begun, its rows are looked at. */
  private long dueBefore(Instant time) {
    long hour = Math.floorDiv(time.getEpochSecond(), HOUR);
    var before =
        database
            .createNativeQuery(
                "select cast(coalesce(sum(t.n), 0) as bigint) from "
                    + tally("t.term >= 'due:' and t.term < :until")
                    + " t")
            .setParameter("until", String.format(Locale.ROOT, "due:%08d", hour));
    bindSeen(before);
    var seen = SeenTerms.of(viewer.sight()) == null ? "" : " and e.terms && cast(:seen as text[])";
    var within =
        database
            .createNativeQuery(
                "select count(*) from case_entry e where e.status = 'OPEN' and e.due_at >= :from"
                    + " and e.due_at < :until"
                    + seen
                    + visibility.whereCaseOf("e.case_id"))
            .setParameter("from", Instant.ofEpochSecond(hour * HOUR))
            .setParameter("until", time);
    bindSeen(within);
    visibility.bind(within);
    return number(before.getSingleResult()) + number(within.getSingleResult());
  }

  /**
   * How many open cases there are that have these terms.
   *
   * @param ofQueue of cases that have a part in it; null for all
   */
  @Transactional
  public Map<String, Long> open(Collection<FilterTerms> kinds, @Nullable UUID ofQueue) {
    var which =
        kinds.stream()
            .map(kind -> "t.term >= '" + kind.word + ":' and t.term < '" + kind.word + ";'")
            .collect(Collectors.joining(" or "));
    return terms(which, "", ofQueue);
  }

  /** Terms that are counted of open cases. */
  public enum FilterTerms {
    QUEUE,
    ASSIGNEE,
    IS;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  /** How many open cases there are of each value of a name, by term. */
  @Transactional
  Map<String, Long> ofOpen(String name) {
    return ofTerms(FilterName.of(name).orElseThrow().word());
  }

  /**
   * @param word one of ours, never a caller's
   */
  @Transactional
  Map<String, Long> ofTerms(String word) {
    return terms("t.term >= '" + word + ":' and t.term < '" + word + ";'", "");
  }

  private static long number(Object counted) {
    return ((Number) counted).longValue();
  }

  /** Adds what came since to the sums; a job does. */
  @Transactional
  void fold() {
    database.createNativeQuery("select 1 from fold_case_tally()").getResultList();
  }
}
