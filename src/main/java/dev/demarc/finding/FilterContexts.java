package dev.demarc.finding;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.OwnWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the filters of whoever asks depend on. */
@ApplicationScoped
class FilterContexts {

  private final Router router;
  private final Viewer viewer;
  private final CurrentActor actor;
  private final Clock clock;

  FilterContexts(Router router, Viewer viewer, CurrentActor actor, Clock clock) {
    this.router = router;
    this.viewer = viewer;
    this.actor = actor;
    this.clock = clock;
  }

  /** A queue whose cases they do not see is none. */
  FilterContext ofCaller() {
    return of(OwnWork.isUnderWay() ? "" : actor.username());
  }

  FilterContext of(String username) {
    var sight = viewer.sight();
    return new FilterContext(
        clock.instant(),
        username,
        router.queues().stream()
            .filter(queue -> sight.hasQueue(queue.id()))
            .collect(Collectors.<Queue, String, UUID>toMap(Queue::slug, Queue::id)));
  }
}
