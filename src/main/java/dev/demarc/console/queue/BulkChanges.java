package dev.demarc.console.queue;

import dev.demarc.finding.CaseSearch;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Changes to all cases that a filter finds, also those that the page does not show. What is found
 * is kept when the change begins: cases that come later are not changed, and one that somebody else
 * changed meanwhile refuses by its version.
 */
@ApplicationScoped
class BulkChanges {

  static final int AT_MOST = 1000;

  private static final int PAGE = 200;
  private static final int REFUSED_KEPT = 100;
  private static final Duration KEPT = Duration.ofDays(1);

  private final CaseSearch search;
  private final EntityManager database;
  private final Clock clock;

  BulkChanges(CaseSearch search, EntityManager database, Clock clock) {
    this.search = search;
    this.database = database;
    this.clock = clock;
  }

  /**
   * All that whoever asks sees of a filter, as keys with versions.
   *
   * @throws Problem INVALID where they are too many, or the filter is not understood
   */
  List<String> found(String filter) {
    var found = new ArrayList<String>();
    String cursor = null;
    do {
      var page = search.list(filter, PAGE, cursor);
      page.items().forEach(line -> found.add(line.key() + "@" + line.version()));
      cursor = page.next();
      if (found.size() > AT_MOST || found.size() == AT_MOST && cursor != null) {
        throw Problem.invalid(
            "filter", "finds more than 1,000 cases; narrow it, and change the rest after");
      }
    } while (cursor != null);
    return found;
  }

  @Transactional
  UUID begin(String person, String filter, PickedChange.Wanted wanted, List<String> cases) {
    var id = Ids.next();
    database
        .createNativeQuery(
            "insert into bulk_change (id, person, filter, what, assignee, queue, outcome, snooze,"
                + " cases, started_at) values (:id, :person, :filter, :what, :assignee, :queue,"
                + " :outcome, :snooze, cast(:cases as text[]), cast(:now as timestamptz))")
        .setParameter("id", id)
        .setParameter("person", person)
        .setParameter("filter", filter)
        .setParameter("what", wanted.what())
        .setParameter("assignee", wanted.assignee())
        .setParameter("queue", wanted.queue())
        .setParameter("outcome", wanted.outcome())
        .setParameter("snooze", wanted.snooze())
        .setParameter("cases", cases.toArray(String[]::new))
        .setParameter("now", clock.instant())
        .executeUpdate();
    database
        .createNativeQuery(
            "delete from bulk_change where started_at < cast(:before as timestamptz)")
        .setParameter("before", clock.instant().minus(KEPT))
        .executeUpdate();
    return id;
  }

  /**
   * @throws Problem NOT_FOUND where this person began none of that id
   */
  @Transactional
  BulkChange get(UUID id, String person) {
    List<?> rows =
        database
            .createNativeQuery(
                "select id, filter, what, assignee, queue, outcome, snooze, cardinality(cases), taken,"
                    + " changed, refused from bulk_change where id = :id and person = :person",
                Object[].class)
            .setParameter("id", id)
            .setParameter("person", person)
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(row -> change((Object[]) row))
        .orElseThrow(() -> Problem.notFound("There is no such change of yours."));
  }

  private static BulkChange change(Object[] row) {
    return new BulkChange(
        (UUID) row[0],
        (String) row[1],
        new PickedChange.Wanted(
            (String) row[2], (String) row[3], (String) row[4], (String) row[5], (String) row[6]),
        (Integer) row[7],
        (Integer) row[8],
        (Integer) row[9],
        List.of((String[]) row[10]));
  }

  /** The next cases, which nobody else is given; none where all were taken in hand. */
  @Transactional
  List<String> take(UUID id, String person, int most) {
    List<?> rows =
        database
            .createNativeQuery(
                "update bulk_change b set taken = least(b.taken + :most, cardinality(b.cases)) from"
                    + " (select id, taken from bulk_change where id = :id and person = :person for"
                    + " update) was where b.id = was.id returning b.cases[was.taken + 1 : b.taken]")
            .setParameter("most", most)
            .setParameter("id", id)
            .setParameter("person", person)
            .getResultList();
    return rows.isEmpty() ? List.of() : List.of((String[]) rows.get(0));
  }

  @Transactional
  void record(UUID id, int changed, List<String> refused) {
    database
        .createNativeQuery(
            "update bulk_change set changed = changed + :changed, refused = (refused ||"
                + " cast(:refused as text[]))[1 : "
                + REFUSED_KEPT
                + "] where id = :id")
        .setParameter("changed", changed)
        .setParameter("refused", refused.toArray(String[]::new))
        .setParameter("id", id)
        .executeUpdate();
  }
}
