package dev.demarc.live;

import dev.demarc.access.CaseScope;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Shutdown;
import io.agroal.api.AgroalDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells those who look which cases changed: the keys of those that they see, and no word of others.
 * Whose each case is costs one statement for all who look, however many they are.
 */
@ApplicationScoped
class LiveFeed {

  private static final Logger LOG = Logger.getLogger(LiveFeed.class);

  /** Each is an open connection; who comes later looks again by themselves, as without script. */
  static final int VIEWERS_AT_MOST = 500;

  private final AgroalDataSource database;
  private final Map<MultiEmitter<? super String>, CaseScope> viewers = new ConcurrentHashMap<>();

  LiveFeed(AgroalDataSource database) {
    this.database = database;
  }

  boolean isFull() {
    return viewers.size() >= VIEWERS_AT_MOST;
  }

  /** Keys of cases, a blank between them; {@link ChangeNotices#MANY} where it may be any. */
  Multi<String> of(CaseScope scope) {
    return Multi.createFrom()
        .emitter(
            viewer -> {
              viewers.put(viewer, scope);
              viewer.onTermination(() -> viewers.remove(viewer));
            });
  }

  void stop(@Observes Shutdown.Begins stopping) {
    viewers.keySet().forEach(MultiEmitter::complete);
  }

  /**
   * @param payloads as they were sent to all nodes
   */
  void changed(List<String> payloads) {
    if (viewers.isEmpty()) {
      return;
    }
    var ids = new LinkedHashSet<UUID>();
    for (var payload : payloads) {
      for (var id : payload.split(" ")) {
        Ids.parse(id).ifPresent(ids::add);
      }
    }
    if (payloads.contains(ChangeNotices.MANY)) {
      viewers.forEach((viewer, scope) -> viewer.emit(ChangeNotices.MANY));
    } else if (!ids.isEmpty()) {
      broadcast(parts(ids));
    }
  }

  /** A part of a case that was not withdrawn, for whom it is seen by. */
  private record Part(UUID queue, String side) {}

  private Map<String, Set<Part>> parts(Set<UUID> ids) {
    var parts = new HashMap<String, Set<Part>>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select c.key, w.queue_id, w.side from incident_case c join work_item w on"
                    + " w.case_id = c.id where c.id = any(?) and (w.status <> 'WITHDRAWN' or"
                    + " c.status = 'MERGED')")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          parts
              .computeIfAbsent(rows.getString(1), key -> ConcurrentHashMap.newKeySet())
              .add(new Part(rows.getObject(2, UUID.class), rows.getString(3)));
        }
      }
    } catch (SQLException | RuntimeException away) {
      LOG.debugf("Whose the changed cases are could not be read: %s", away.getMessage());
    }
    return parts;
  }

  private void broadcast(Map<String, Set<Part>> parts) {
    var told = new HashMap<CaseScope, String>();
    viewers.forEach(
        (viewer, scope) -> {
          var keys = told.computeIfAbsent(scope, of -> seen(parts, of));
          if (!keys.isEmpty()) {
            viewer.emit(keys);
          }
        });
  }

  private static String seen(Map<String, Set<Part>> parts, CaseScope scope) {
    var keys = new ArrayList<String>();
    parts.forEach(
        (key, of) -> {
          if (scope.isAll() || of.stream().anyMatch(p -> scope.has(p.queue(), p.side()))) {
            keys.add(key);
          }
        });
    return String.join(" ", keys);
  }
}
