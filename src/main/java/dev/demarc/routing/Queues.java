package dev.demarc.routing;

import dev.demarc.access.people.People;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds queues and changes them: address, clocks, members, the order on call. */
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

  /**
   * Turns on call that go round.
   *
   * @param hours how long one lasts
   * @param since when the first in the order has the first turn; null for now
   * @param zone turns of whole days change at the same time of day there
   */
  public record Rota(Integer hours, @Nullable Instant since, String zone) {}

  private static final int MOST_QUEUES = 150;
  private static final int MOST_MEMBERS = 100;
  private static final int LONGEST_TURN = 24 * 366;
  private static final int LONGEST_CLOCK = 60 * 24 * 366;
  private static final List<Integer> USUAL_CLOCKS = List.of(60, 240, 1440, 4320);

  private final EntityManager database;
  private final People people;
  private final RoutingTimeline timeline;
  private final Clock clock;

  Queues(EntityManager database, People people, RoutingTimeline timeline, Clock clock) {
    this.database = database;
    this.people = people;
    this.timeline = timeline;
    this.clock = clock;
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
    var queue = find(slug);
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
   * Sets who works the queue, in the order in which they are called.
   *
   * @param usernames empty for nobody in particular
   * @param rota null where the first is always called first
   * @throws Problem NOT_FOUND; INVALID naming the field
   */
  @Transactional
  public void setMembers(String slug, List<String> usernames, @Nullable Rota rota, Actor actor) {
    var queue = find(slug);
    check(queue, usernames);
    set(queue, rota);
    database
        .createNativeQuery("delete from queue_member where queue_id = :queue")
        .setParameter("queue", queue.id)
        .executeUpdate();
    database
        .createNativeQuery(
            "insert into queue_member (queue_id, username, position) select :queue, u.name,"
                + " cast(u.position as int) from unnest(cast(:names as text[])) with ordinality as"
                + " u(name, position)")
        .setParameter("queue", queue.id)
        .setParameter("names", usernames.toArray(String[]::new))
        .executeUpdate();
    timeline.add(
        actor,
        usernames.isEmpty()
            ? "took everybody from the queue “" + queue.name + "”"
            : "set who works “" + queue.name + "”: " + String.join(", ", usernames),
        null);
  }

  private void check(WorkQueue queue, List<String> usernames) {
    if (usernames.size() > MOST_MEMBERS) {
      throw Problem.invalid("members", "there may be at most 100");
    }
    var there =
        people.all().stream()
            .filter(person -> !person.disabled())
            .collect(Collectors.toMap(People.PersonEntry::username, person -> person));
    var seen = new HashSet<String>();
    IntStream.range(0, usernames.size())
        .forEach(
            i -> {
              var person = usernames.get(i) == null ? null : there.get(usernames.get(i));
              if (person == null || !seen.add(person.username())) {
                throw Problem.invalid(
                    "members[" + i + "]",
                    person == null
                        ? "there is no active person of that name"
                        : person.username() + " is named twice");
              }
              if (!person.queues().isEmpty() && !person.queues().contains(queue.slug)) {
                throw Problem.invalid(
                    "members[" + i + "]",
                    person.username()
                        + " does not see this queue; let them see it under Settings, People first");
              }
            });
  }

  private void set(WorkQueue queue, @Nullable Rota rota) {
    if (rota == null || rota.hours() == null) {
      queue.rotaHours = null;
      queue.rotaSince = null;
      queue.rotaZone = null;
      return;
    }
    if (rota.hours() < 1 || rota.hours() > LONGEST_TURN) {
      throw Problem.invalid("rota.hours", "must be from 1 to 8,784, as 168 for a week");
    }
    var now = clock.instant();
    var since = rota.since() == null ? now.truncatedTo(ChronoUnit.HOURS) : rota.since();
    if (Duration.between(since, now).abs().toDays() > 3660) {
      throw Problem.invalid("rota.since", "must lie within ten years");
    }
    queue.rotaZone = zone(rota.zone());
    queue.rotaHours = rota.hours();
    queue.rotaSince = since;
  }

  private static String zone(String name) {
    try {
      return ZoneId.of(name == null || name.isBlank() ? "UTC" : name.strip()).getId();
    } catch (DateTimeException e) {
      throw Problem.invalid("rota.zone", "must be the name of a time zone, as Europe/Berlin");
    }
  }

  /**
   * Removes a queue that never had any work.
   *
   * @throws Problem NOT_FOUND; CONFLICT where work, rules, people or keys name it
   */
  @Transactional
  public void remove(String slug, Actor actor) {
    var queue = find(slug);
    database.lock(queue, LockModeType.PESSIMISTIC_WRITE);
    if (count(
            "select count(*) from (select 1 from work_item where queue_id = :id limit 1) w", queue)
        > 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          "“" + queue.name + "” has or had work, and cases tell of it; route around it instead.");
    }
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
    database.remove(queue);
    timeline.add(actor, "removed the queue “" + queue.name + "”, which had no work", null);
  }

  private long count(String sql, WorkQueue queue) {
    var query = database.createNativeQuery(sql).setParameter("id", queue.id);
    if (sql.contains(":slug")) {
      query.setParameter("slug", queue.slug);
    }
    return ((Number) query.getSingleResult()).longValue();
  }

  private WorkQueue find(String slug) {
    return database
        .createQuery("from WorkQueue where slug = :slug", WorkQueue.class)
        .setParameter("slug", slug)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no queue named " + slug + "."));
  }
}
