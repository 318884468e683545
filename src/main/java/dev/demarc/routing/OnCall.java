package dev.demarc.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is called of a queue, first and after that. */
@ApplicationScoped
public class OnCall {

  /**
   * @param listed user names as they were set
   * @param rota null where the first is always called first
   * @param order user names as they stand in the order now, those who are away too
   * @param chain who is called, one after another, those who stand in for others too
   * @param changes when the order next changes; null where it never does
   */
  public record Order(
      List<String> listed,
      QueueMembers.@Nullable Rota rota,
      List<String> order,
      List<String> chain,
      @Nullable Instant changes) {}

  /**
   * Somebody in a queue's order.
   *
   * @param awayUntil null where they are there
   * @param standsIn who is called in their place; null where they are there, or nobody is
   */
  public record Call(String username, @Nullable Instant awayUntil, @Nullable String standsIn) {

    /** Who is to be called; empty where nobody is. */
    public Optional<String> who() {
      return Optional.ofNullable(awayUntil == null ? username : standsIn);
    }
  }

  private final EntityManager database;
  private final Absences absences;

  OnCall(EntityManager database, Absences absences) {
    this.database = database;
    this.absences = absences;
  }

  /** Empty where the queue has no members or all are away. */
  @Transactional
  public Optional<String> first(UUID queue, Instant at) {
    return chain(queue, at).stream().findFirst();
  }

  /** User names of a queue in the order in which they are called. */
  @Transactional
  public List<String> chain(UUID queue, Instant at) {
    var order = orders(at).get(queue);
    return order == null ? List.of() : order.chain();
  }

  /** A queue's order with who is away and who stands in; empty where it has no members. */
  @Transactional
  public List<Call> calls(UUID queue, Instant at) {
    var rota = rotas().get(queue);
    return rota == null ? List.of() : rota.callsAt(at, absences.current());
  }

  /** Somebody as they can be called at a time, wherever they work. */
  @Transactional
  public Call call(String username, Instant at) {
    return new OnCallRota(List.of(username), null).callsAt(at, absences.current()).get(0);
  }

  /** The order of each queue that has members. */
  @Transactional
  public Map<UUID, Order> orders(Instant at) {
    var away = absences.current();
    var orders = new HashMap<UUID, Order>();
    rotas()
        .forEach(
            (queue, rota) ->
                orders.put(
                    queue,
                    new Order(
                        rota.order(),
                        turns(rota.turns()),
                        rota.orderAt(at),
                        rota.chainAt(at, away),
                        rota.changesAfter(at).orElse(null))));
    return orders;
  }

  private static QueueMembers.@Nullable Rota turns(OnCallRota.@Nullable Turns turns) {
    return turns == null
        ? null
        : new QueueMembers.Rota(turns.hours(), turns.since(), turns.zone().getId());
  }

  private Map<UUID, OnCallRota> rotas() {
    List<?> rows =
        database
            .createNativeQuery(
                "select q.id, q.rota_hours, q.rota_since, q.rota_zone, array_agg(m.username order"
                    + " by m.position) as members from queue q join queue_member m on m.queue_id ="
                    + " q.id join person p on p.username = m.username and not p.disabled group by"
                    + " q.id",
                Tuple.class)
            .getResultList();
    var rotas = new HashMap<UUID, OnCallRota>();
    for (Object row : rows) {
      var tuple = (Tuple) row;
      rotas.put(
          tuple.get("id", UUID.class),
          new OnCallRota(
              Arrays.asList((String[]) tuple.get("members")),
              tuple.get("rota_hours", Integer.class),
              tuple.get("rota_since", Instant.class),
              zone(tuple.get("rota_zone", String.class))));
    }
    return rotas;
  }

  private static @Nullable ZoneId zone(String name) {
    return name == null ? null : ZoneId.of(name);
  }
}
