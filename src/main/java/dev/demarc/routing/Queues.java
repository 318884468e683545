package dev.demarc.routing;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds queues, changes their address and clocks, and removes them. */
@ApplicationScoped
public class Queues {

  /**
   * What a queue is to be; what is null stays as it is.
   *
   * @param side {@code aws}, {@code customer}, or {@code both} for people who decide whose work it
   *     is; of a new queue only
   * @param clocks minutes until work should be done, by severity from critical to low
   */
  public record Wanted(
      @Nullable String name,
      @Nullable String side,
      @Nullable String email,
      @Nullable List<Integer> clocks) {}

  private static final int MOST_QUEUES = 150;
  private static final int LONGEST_CLOCK = 60 * 24 * 366;
  private static final List<Integer> USUAL_CLOCKS = List.of(60, 240, 1440, 4320);

  private final EntityManager database;
  private final RoutingTimeline timeline;

  Queues(EntityManager database, RoutingTimeline timeline) {
    this.database = database;
    this.timeline = timeline;
  }

  /**
   * @throws Problem INVALID naming the field; CONFLICT where the slug is taken
   */
  @Transactional
  public Queue add(String slug, Wanted wanted, Actor actor) {
    if (slug == null || !slug.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw Problem.invalid(
          "slug", "use lower-case letters, digits and hyphens, 40 characters at most");
    }
    database.createNativeQuery("lock table queue in share row exclusive mode").executeUpdate();
    var all = database.createQuery("from WorkQueue", WorkQueue.class).getResultList();
    if (all.stream().anyMatch(queue -> queue.slug.equals(slug))) {
      throw new Problem(ProblemType.CONFLICT, "There is a queue " + slug + " already.");
    }
    if (all.size() >= MOST_QUEUES) {
      throw new Problem(ProblemType.CONFLICT, "There may be at most 150 queues.");
    }
    var queue = new WorkQueue();
    queue.id = Ids.next();
    queue.slug = slug;
    queue.name = slug;
    queue.side = side(wanted.side());
    queue.position = all.stream().mapToInt(q -> q.position).max().orElse(0) + 1;
    if (wanted.email() == null) {
      throw Problem.invalid("email", "is needed; the queue is told of its work there");
    }
    set(
        queue,
        new Wanted(
            wanted.name(),
            null,
            wanted.email(),
            wanted.clocks() == null ? USUAL_CLOCKS : wanted.clocks()));
    database.persist(queue);
    timeline.add(actor, "added the queue “" + queue.name + "”", null);
    return queue.toQueue();
  }

  private static @Nullable Side side(@Nullable String text) {
    if (text == null || text.equalsIgnoreCase("both")) {
      return null;
    }
    return Side.of(text)
        .orElseThrow(() -> Problem.invalid("side", "must be aws, customer or both"));
  }

  /**
   * @throws Problem NOT_FOUND; INVALID naming the field
   */
  @Transactional
  public Queue change(String slug, Wanted wanted, Actor actor) {
    var queue = WorkQueue.find(database, slug);
    if (wanted.side() != null) {
      throw Problem.invalid("side", "stays as it is; add another queue and route to it");
    }
    set(queue, wanted);
    timeline.add(actor, "changed the queue “" + queue.name + "”", null);
    return queue.toQueue();
  }

  private static void set(WorkQueue queue, Wanted wanted) {
    var name = TypedText.clean(wanted.name());
    if (name != null && (name.isBlank() || name.length() > 60)) {
      throw Problem.invalid("name", "must have 1 to 60 characters");
    }
    queue.name = name == null ? queue.name : name;
    if (wanted.email() != null) {
      queue.email =
          EmailAddress.of(wanted.email())
              .orElseThrow(() -> Problem.invalid("email", "must be an e-mail address"))
              .value();
    }
    if (wanted.clocks() != null) {
      var clocks = wanted.clocks();
      if (clocks.size() != 4
          || clocks.stream().anyMatch(c -> c == null || c < 1 || c > LONGEST_CLOCK)) {
        throw Problem.invalid(
            "clocks", "must be four numbers of minutes, for critical, high, medium and low");
      }
      queue.clockCritical = clocks.get(0);
      queue.clockHigh = clocks.get(1);
      queue.clockMedium = clocks.get(2);
      queue.clockLow = clocks.get(3);
    }
  }

  /**
   * Removes a queue that never had any work.
   *
   * @throws Problem NOT_FOUND; CONFLICT where work, rules, people or keys name it
   */
  @Transactional
  public void remove(String slug, Actor actor) {
    var queue = WorkQueue.find(database, slug);
    // asked before, too: whoever puts work into a queue does not wait for a removal that is refused
    requireUnused(queue);
    // before what hangs on it, its views and members; also against those who only name it
    var held =
        database
            .createNativeQuery("select id from queue where id = :id for update")
            .setParameter("id", queue.id)
            .getResultList();
    if (held.isEmpty()) {
      throw Problem.notFound("There is no queue named " + slug + ".");
    }
    requireUnused(queue);
    // what people changed may be taken back; asked once, as all changes are looked through
    refuseWhereWorked(
        queue,
        "select count(*) from (select 1 from case_change where before like '%' || cast(:id as text)"
            + " || '%' or after like '%' || cast(:id as text) || '%' limit 1) w");
    database.remove(queue);
    timeline.add(actor, "removed the queue “" + queue.name + "”, which had no work", null);
  }

  private void requireUnused(WorkQueue queue) {
    refuseWhereWorked(
        queue,
        "select count(*) from (select 1 from work_item where queue_id = :id union all select 1 from"
            + " work_route where queue_id = :id union all select 1 from part_times where queue_id ="
            + " :id limit 1) w");
    if (count(
            "select count(*) from routing_version v where v.status <> 'RETIRED' and (v.otherwise"
                + " ->> 'queue' = :slug or exists (select 1 from jsonb_array_elements(v.rules) r"
                + " where r -> 'gives' ->> 'queue' = :slug)) and cast(:id as uuid) is not null",
            queue)
        > 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Routing rules give work to “" + queue.name + "”; change them first.");
    }
    if (count(
            "select (select count(*) from person where :id = any(queues)) + (select count(*) from"
                + " api_key where :id = any(queues))",
            queue)
        > 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          "People or keys are limited to “" + queue.name + "”; change what they see first.");
    }
  }

  private void refuseWhereWorked(WorkQueue queue, String sql) {
    if (count(sql, queue) > 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“" + queue.name + "” has or had work, and cases tell of it; route around it instead.");
    }
  }

  private long count(String sql, WorkQueue queue) {
    var query = database.createNativeQuery(sql).setParameter("id", queue.id);
    if (sql.contains(":slug")) {
      query.setParameter("slug", queue.slug);
    }
    return ((Number) query.getSingleResult()).longValue();
  }
}
