package dev.demarc.finding;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Filters that people keep: their own, which nobody else sees, and those of a queue's team, which
 * all see who see the queue.
 */
@ApplicationScoped
public class SavedViews {

  private static final int MOST = 100;
  private static final int LONGEST_NAME = 80;
  static final int LEAST_MINUTES = 5;
  static final int MOST_MINUTES = 10_080;

  /**
   * A view as it is wished for.
   *
   * @param queue the slug of the queue whose team it is for; null or blank for oneself
   * @param notifyEveryMinutes null for no mails
   */
  public record Wish(
      String name, String filter, @Nullable String queue, @Nullable Integer notifyEveryMinutes) {}

  private final EntityManager database;
  private final CaseSearch search;
  private final Router router;
  private final Viewer viewer;
  private final CurrentActor actor;
  private final Clock clock;

  SavedViews(
      EntityManager database,
      CaseSearch search,
      Router router,
      Viewer viewer,
      CurrentActor actor,
      Clock clock) {
    this.database = database;
    this.search = search;
    this.router = router;
    this.viewer = viewer;
    this.actor = actor;
    this.clock = clock;
  }

  /** One's own and those of the queues that one sees, by name. */
  @Transactional
  public List<SavedView> all() {
    var queues = seenQueues();
    List<?> rows =
        database
            .createNativeQuery(
                "select v.id, v.name, v.filter, v.owner, q.slug, v.notify, v.every_minutes,"
                    + " v.changed_at from saved_view v left join queue q on q.id = v.queue_id where"
                    + " v.queue_id is null and v.owner = :me or v.queue_id in (:queues) order by"
                    + " lower(v.name), v.id",
                Object[].class)
            .setParameter("me", actor.username())
            .setParameter("queues", queues.isEmpty() ? List.of(new UUID(0, 0)) : queues)
            .setMaxResults(2 * MOST)
            .getResultList();
    return rows.stream().map(row -> view((Object[]) row)).toList();
  }

  private List<UUID> seenQueues() {
    return router.queues().stream()
        .map(Queue::id)
        .filter(id -> viewer.sight().hasQueue(id))
        .toList();
  }

  private SavedView view(Object[] row) {
    var owner = (String) row[3];
    return new SavedView(
        (UUID) row[0],
        (String) row[1],
        (String) row[2],
        owner,
        (String) row[4],
        (Boolean) row[5] ? ((Number) row[6]).intValue() : null,
        (Instant) row[7],
        mayChange(owner, row[4] != null));
  }

  private boolean mayChange(String owner, boolean ofTeam) {
    return !actor.isAuditor() && (owner.equals(actor.username()) || ofTeam && actor.isLead());
  }

  /**
   * @throws Problem NOT_FOUND, also of one that whoever asks does not see
   */
  @Transactional
  public SavedView get(UUID id) {
    return all().stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no such view."));
  }

  /**
   * @throws Problem INVALID; CONFLICT where there are too many
   */
  @Transactional
  public SavedView add(Wish wish) {
    var checked = checked(wish);
    var id = Ids.next();
    long kept =
        ((Number)
                database
                    .createNativeQuery("select count(*) from saved_view where owner = :me")
                    .setParameter("me", actor.username())
                    .getSingleResult())
            .longValue();
    if (kept >= MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "You keep " + MOST + " views already; delete one first.");
    }
    database
        .createNativeQuery(
            "insert into saved_view (id, name, filter, owner, queue_id, notify, every_minutes,"
                + " created_at, changed_at, watched_since) values (:id, :name, :filter, :me,"
                + " cast(:queue as uuid), :notify, :every, :now, :now, :now)")
        .setParameter("id", id)
        .setParameter("name", checked.name())
        .setParameter("filter", checked.filter())
        .setParameter("me", actor.username())
        .setParameter("queue", queueId(checked.queue()))
        .setParameter("notify", checked.notifyEveryMinutes() != null)
        .setParameter("every", minutes(checked))
        .setParameter("now", clock.instant())
        .executeUpdate();
    return get(id);
  }

  /**
   * @throws Problem NOT_FOUND, FORBIDDEN, INVALID
   */
  @Transactional
  public SavedView change(UUID id, Wish wish) {
    require(id);
    var checked = checked(wish);
    database
        .createNativeQuery(
            "update saved_view set name = :name, filter = :filter, queue_id = cast(:queue as uuid),"
                + " watched_since = case when notify and filter = :filter then watched_since else"
                + " :now end, notify = :notify, every_minutes = :every, changed_at = :now where id"
                + " = :id")
        .setParameter("id", id)
        .setParameter("name", checked.name())
        .setParameter("filter", checked.filter())
        .setParameter("queue", queueId(checked.queue()))
        .setParameter("notify", checked.notifyEveryMinutes() != null)
        .setParameter("every", minutes(checked))
        .setParameter("now", clock.instant())
        .executeUpdate();
    return get(id);
  }

  /**
   * @throws Problem NOT_FOUND, FORBIDDEN
   */
  @Transactional
  public void remove(UUID id) {
    require(id);
    database
        .createNativeQuery("delete from saved_view where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private void require(UUID id) {
    if (!get(id).mine()) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Only who made this view changes it, or a lead; make one of your own.");
    }
  }

  private Wish checked(Wish wish) {
    var name = TypedText.clean(wish.name());
    var filter = TypedText.clean(wish.filter());
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.contains("\n")) {
      throw Problem.invalid("name", "must have 1 to " + LONGEST_NAME + " characters on one line");
    }
    if (filter == null || filter.isBlank()) {
      throw Problem.invalid("filter", "must say which cases, as in status:open severity:high");
    }
    search.parse(filter, Sort.CLOCK, "filter");
    var every = wish.notifyEveryMinutes();
    if (every != null && (every < LEAST_MINUTES || every > MOST_MINUTES)) {
      throw Problem.invalid(
          "notifyEveryMinutes", "must be between " + LEAST_MINUTES + " and " + MOST_MINUTES);
    }
    var queue = TypedText.orNull(wish.queue());
    if (every != null && queue == null && !hasAddress()) {
      throw Problem.invalid(
          "notifyEveryMinutes",
          "you have no e-mail address here; have one added, or save the view for a queue's team");
    }
    return new Wish(name, filter, queue, every);
  }

  private boolean hasAddress() {
    return !database
        .createNativeQuery(
            "select 1 from person where username = :me and email <> '' and not disabled")
        .setParameter("me", actor.username())
        .getResultList()
        .isEmpty();
  }

  /** A queue that they do not see is none. */
  private @Nullable String queueId(@Nullable String slug) {
    return slug == null
        ? null
        : router
            .queueToName(slug)
            .filter(queue -> viewer.sight().hasQueue(queue.id()))
            .orElseThrow(() -> Problem.invalid("queue", "there is no queue " + slug))
            .id()
            .toString();
  }

  private static int minutes(Wish wish) {
    return wish.notifyEveryMinutes() == null ? 60 : wish.notifyEveryMinutes();
  }
}
