package dev.demarc.live;

import dev.demarc.access.CaseScope;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Shutdown;
import io.agroal.api.AgroalDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tells those who look which cases changed: the keys of those that they see, and no word of others.
 * Whose each case is costs one statement for all who look, however many they are. Whoever signs out
 * or may see other cases hears no more.
 */
@ApplicationScoped
class LiveFeed {

  private static final Logger LOG = Logger.getLogger(LiveFeed.class);

  /** Each is an open connection; pages of who comes later look again by themselves. */
  static final int AT_MOST = 500;

  /** A browser needs one for all its pages, and another while the one before is still ending. */
  static final int OF_A_SESSION = 4;

  static final int OF_A_PERSON = 16;

  private final AgroalDataSource database;
  private final Map<MultiEmitter<? super String>, Looker> viewers = new ConcurrentHashMap<>();

  LiveFeed(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * Keys of cases, a blank between them; {@link ChangeNotices#MANY} where it may be any.
   *
   * @throws Problem TOO_MANY_REQUESTS, BUSY
   */
  Multi<String> of(Looker who) {
    requireRoom(who);
    return Multi.createFrom().emitter(viewer -> begin(viewer, who));
  }

  private synchronized void begin(MultiEmitter<? super String> viewer, Looker who) {
    try {
      // others may have begun since it was asked for
      requireRoom(who);
    } catch (Problem full) {
      viewer.complete();
      return;
    }
    viewers.put(viewer, who);
    viewer.onTermination(() -> viewers.remove(viewer));
  }

  private void requireRoom(Looker who) {
    var all = viewers.values();
    if (all.stream().filter(other -> other.session().equals(who.session())).count() >= OF_A_SESSION
        || all.stream().filter(other -> other.username().equals(who.username())).count()
            >= OF_A_PERSON) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS,
          "As many of your pages listen for changes as may at a time; this one looks again by"
              + " itself every minute.");
    }
    if (all.size() >= AT_MOST) {
      throw new Problem(
          ProblemType.BUSY,
          "As many pages listen for changes as may at a time; this one looks again by itself every"
              + " minute.");
    }
  }

  /**
   * Ends the streams of sessions that ended and of people who see other cases now; browsers ask
   * again.
   *
   * @param payloads as they were sent to all nodes
   */
  void ended(Collection<String> payloads) {
    end(
        who ->
            payloads.contains("session " + who.session())
                || payloads.contains("person " + who.username()));
  }

  /** Ends all: who signed out meanwhile was not heard of. */
  void endAll() {
    end(who -> true);
  }

  private void end(Predicate<Looker> which) {
    viewers.forEach(
        (viewer, who) -> {
          if (which.test(who)) {
            viewer.complete();
          }
        });
  }

  /** Ends those whose session is over without anybody having ended it, or ended as they began. */
  void endOverdue() {
    if (viewers.isEmpty()) {
      return;
    }
    var sessions = viewers.values().stream().map(Looker::session).distinct().toArray();
    var live = new HashSet<UUID>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select id from session where id = any(?) and expires_at > now()")) {
      statement.setArray(1, connection.createArrayOf("uuid", sessions));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          live.add(rows.getObject(1, UUID.class));
        }
      }
    } catch (SQLException | RuntimeException away) {
      LOG.debugf("Whose sessions ended could not be read: %s", away.getMessage());
      return;
    }
    end(who -> List.of(sessions).contains(who.session()) && !live.contains(who.session()));
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
      viewers.forEach((viewer, who) -> viewer.emit(ChangeNotices.MANY));
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
        (viewer, who) -> {
          var keys = told.computeIfAbsent(who.scope(), of -> seen(parts, of));
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
