package dev.demarc.routing;

import dev.demarc.access.people.People;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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

/** Who works a queue, and in which order they are called. */
@ApplicationScoped
public class QueueMembers {

  /**
   * Turns on call that go round.
   *
   * @param hours how long one lasts
   * @param since when the first in the order has the first turn; null for now
   * @param zone turns of whole days change at the same time of day there
   */
  public record Rota(Integer hours, @Nullable Instant since, String zone) {}

  private static final int MOST_MEMBERS = 100;
  private static final int LONGEST_TURN = 24 * 366;

  private final EntityManager database;
  private final People people;
  private final RoutingTimeline timeline;
  private final Clock clock;

  QueueMembers(EntityManager database, People people, RoutingTimeline timeline, Clock clock) {
    this.database = database;
    this.people = people;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Sets who works the queue, in the order in which they are called.
   *
   * @param usernames empty for nobody in particular
   * @param rota null where the first is always called first
   * @throws Problem NOT_FOUND; INVALID naming the field
   */
  @Transactional
  public void set(String slug, List<String> usernames, @Nullable Rota rota, Actor actor) {
    var queue = WorkQueue.take(database, slug);
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
}
