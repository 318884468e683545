package dev.demarc.casework.work;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses of queues, which are told of work and answer by mail. */
@ApplicationScoped
public class TeamAddresses {

  private final Cases cases;
  private final Router router;

  TeamAddresses(Cases cases, Router router) {
    this.cases = cases;
    this.router = router;
  }

  /** Whether the address is that of a queue that has, or had, a part of the case. */
  public boolean areOf(IncidentCase on, EmailAddress address) {
    var at = router.queues().stream().filter(queue -> isOf(queue, address)).map(Queue::id).toList();
    return !at.isEmpty()
        && cases.workItems(on).stream().anyMatch(item -> at.contains(item.queueId));
  }

  /** The sides whose parts of the case are in a queue of that address; empty where none is. */
  Set<Side> sidesOf(IncidentCase on, EmailAddress address) {
    var at = router.queues().stream().filter(queue -> isOf(queue, address)).map(Queue::id).toList();
    return cases.workItems(on).stream()
        .filter(item -> at.contains(item.queueId))
        .map(item -> item.side)
        .collect(Collectors.toSet());
  }

  public boolean include(EmailAddress address) {
    return router.queues().stream().anyMatch(queue -> isOf(queue, address));
  }

  private static boolean isOf(Queue queue, EmailAddress address) {
    return EmailAddress.of(queue.email()).filter(address::isWithin).isPresent();
  }
}
