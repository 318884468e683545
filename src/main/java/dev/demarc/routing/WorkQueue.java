package dev.demarc.routing;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where work items wait: a team, its side, its address and its clocks. */
@Entity
@Table(name = "queue")
class WorkQueue {

  @Id UUID id;
  String slug;
  String name;

  @Enumerated(EnumType.STRING)
  @Nullable Side side;

  String email;

  @Column(name = "clock_critical")
  int clockCritical;

  @Column(name = "clock_high")
  int clockHigh;

  @Column(name = "clock_medium")
  int clockMedium;

  @Column(name = "clock_low")
  int clockLow;

  int position;

  /** How long a turn on call lasts; null where the order is fixed. */
  @Column(name = "rota_hours")
  @Nullable Integer rotaHours;

  @Column(name = "rota_since")
  @Nullable Instant rotaSince;

  @Column(name = "rota_zone")
  @Nullable String rotaZone;

  Queue toQueue() {
    return new Queue(
        id, slug, name, side, email, clockCritical, clockHigh, clockMedium, clockLow, position);
  }

  /**
   * Held before anything that hangs on it, as by whoever removes it.
   *
   * @throws Problem NOT_FOUND
   */
  static WorkQueue take(EntityManager database, String slug) {
    var queue = find(database, slug);
    database.refresh(queue, LockModeType.PESSIMISTIC_WRITE);
    return queue;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  static WorkQueue find(EntityManager database, String slug) {
    return database
        .createQuery("from WorkQueue where slug = :slug", WorkQueue.class)
        .setParameter("slug", slug)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no queue named " + slug + "."));
  }
}
