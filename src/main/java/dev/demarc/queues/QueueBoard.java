package dev.demarc.queues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.demarc.access.Viewer;
import dev.demarc.access.people.People;
import dev.demarc.queues.WorkLoad.Load;
import dev.demarc.routing.Absence;
import dev.demarc.routing.Absences;
import dev.demarc.routing.OnCall;
import dev.demarc.routing.Queue;
import dev.demarc.routing.QueueMembers;
import dev.demarc.routing.Router;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queues with who works them and how much waits, of what whoever asks sees. */
@ApplicationScoped
public class QueueBoard {

  /**
   * One queue.
   *
   * @param members in the order in which they are on call now
   * @param order their user names as they were set
   * @param rota null where the first of these is always called first
   * @param onCall user names in the order in which they are called, those who stand in too
   * @param onCallChanges when that order next changes; null where it never does
   */
  public record QueueState(
      @JsonUnwrapped Queue queue,
      Load load,
      List<Member> members,
      List<String> order,
      QueueMembers.@Nullable Rota rota,
      List<String> onCall,
      @Nullable Instant onCallChanges) {}

  /**
   * Somebody who works a queue.
   *
   * @param onCall whether they are called first now
   * @param absence the one that lasts, else the next; null where none is known
   * @param load over all queues
   */
  public record Member(
      String username,
      String name,
      boolean onCall,
      boolean away,
      @Nullable Absence absence,
      Load load) {}

  private final Router router;
  private final OnCall onCall;
  private final Absences absences;
  private final WorkLoad load;
  private final People people;
  private final Viewer viewer;
  private final Clock clock;

  QueueBoard(
      Router router,
      OnCall onCall,
      Absences absences,
      WorkLoad load,
      People people,
      Viewer viewer,
      Clock clock) {
    this.router = router;
    this.onCall = onCall;
    this.absences = absences;
    this.load = load;
    this.people = people;
    this.viewer = viewer;
    this.clock = clock;
  }

  @Transactional
  public List<QueueState> all() {
    var now = clock.instant();
    var orders = onCall.orders(now);
    var loads = load.ofQueues();
    var members = members(orders, now);
    return router.queues().stream()
        .filter(queue -> viewer.sight().hasQueue(queue.id()))
        .map(queue -> state(queue, orders.get(queue.id()), loads, members))
        .toList();
  }

  /**
   * @throws Problem NOT_FOUND, also where whoever asks does not see it
   */
  @Transactional
  public QueueState read(String slug) {
    return all().stream()
        .filter(state -> state.queue().slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no queue named " + slug + "."));
  }

  /** Absences of people whom the caller may give work to, and their own. */
  @Transactional
  public List<Absence> absences(String caller) {
    if (viewer.seesAll()) {
      return absences.current();
    }
    var known =
        people.assignable().stream().map(People.PersonEntry::username).collect(Collectors.toSet());
    return absences.current().stream()
        .filter(a -> a.username().equals(caller) || known.contains(a.username()))
        .toList();
  }

  private static QueueState state(
      Queue queue,
      OnCall.@Nullable Order order,
      Map<UUID, Load> loads,
      Map<String, Member> members) {
    var load = loads.getOrDefault(queue.id(), Load.NONE);
    if (order == null) {
      return new QueueState(queue, load, List.of(), List.of(), null, List.of(), null);
    }
    var first = order.chain().stream().findFirst().orElse(null);
    return new QueueState(
        queue,
        load,
        order.order().stream().map(members::get).map(m -> onCall(m, first)).toList(),
        order.listed(),
        order.rota(),
        order.chain(),
        order.changes());
  }

  private static Member onCall(Member member, @Nullable String first) {
    return new Member(
        member.username(),
        member.name(),
        member.username().equals(first),
        member.away(),
        member.absence(),
        member.load());
  }

  private Map<String, Member> members(Map<UUID, OnCall.Order> orders, Instant now) {
    var names =
        people.all().stream()
            .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name));
    var loads = load.ofPeople();
    var absence =
        absences.current().stream()
            .collect(
                Collectors.toMap(
                    Absence::username, a -> a, (a, b) -> a.from().isBefore(b.from()) ? a : b));
    return orders.values().stream()
        .flatMap(order -> order.order().stream())
        .distinct()
        .map(
            username ->
                new Member(
                    username,
                    names.getOrDefault(username, username),
                    false,
                    absence.containsKey(username) && !absence.get(username).from().isAfter(now),
                    absence.get(username),
                    loads.getOrDefault(username, Load.NONE)))
        .collect(Collectors.toMap(Member::username, m -> m));
  }
}
