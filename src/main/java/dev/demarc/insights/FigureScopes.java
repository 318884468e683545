package dev.demarc.insights;

import dev.demarc.access.Viewer;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose figures are summed for whoever asks. Each sum is kept by the queues and sides that its
 * cases are seen by; a case has one such scope, so that none is counted twice.
 */
@ApplicationScoped
class FigureScopes {

  private final EntityManager database;
  private final Viewer viewer;
  private final Router router;

  FigureScopes(EntityManager database, Viewer viewer, Router router) {
    this.database = database;
    this.viewer = viewer;
    this.router = router;
  }

  /**
   * @param queue the slug of the one that cases are of; null for all that they see
   * @return the ids of scopes; null for all there are
   */
  Integer @Nullable [] of(@Nullable String queue) {
    var sight = viewer.sight();
    var seen = new ArrayList<String>();
    var conditions = new ArrayList<String>();
    if (!sight.isAll()) {
      seen.addAll(terms(sight.queues(), sight.side()));
      conditions.add("scope && cast(:seen as text[])");
    }
    if (queue != null) {
      conditions.add("scope && cast(:ofQueue as text[])");
    }
    if (conditions.isEmpty()) {
      return null;
    }
    var query =
        database.createNativeQuery(
            "select id from figure_scope where " + String.join(" and ", conditions), Integer.class);
    if (!sight.isAll()) {
      query.setParameter("seen", seen.toArray(String[]::new));
    }
    if (queue != null) {
      var id = router.queue(queue).orElseThrow().id();
      query.setParameter("ofQueue", terms(Set.of(id), null).toArray(String[]::new));
    }
    var ids = new ArrayList<Integer>();
    for (Object id : query.getResultList()) {
      ids.add((Integer) id);
    }
    return ids.toArray(Integer[]::new);
  }

  private static List<String> terms(@Nullable Collection<UUID> queues, @Nullable String onlySide) {
    var sides = onlySide == null ? Side.values() : new Side[] {Side.valueOf(onlySide)};
    var terms = new ArrayList<String>();
    for (var side : sides) {
      if (queues == null) {
        terms.add("seen:" + side);
      } else {
        queues.forEach(queue -> terms.add("seen:" + queue + "/" + side));
      }
    }
    return terms;
  }
}
