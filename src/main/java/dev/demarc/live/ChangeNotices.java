package dev.demarc.live;

import dev.demarc.casework.timeline.CaseHappened;
import dev.demarc.shared.DaemonThreads;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends the ids of cases that changed to all nodes, gathered over a moment: {@code NOTIFY} at the
 * end of each change would have all changes of a storm wait for each other at their commit. What is
 * lost when a node dies within that moment, pages see when they look again by themselves.
 */
@ApplicationScoped
class ChangeNotices {

  static final String CHANNEL = "demarc_cases";

  /** Instead of ids, where there are more than pages could show. */
  static final String MANY = "*";

  private static final Logger LOG = Logger.getLogger(ChangeNotices.class);
  private static final long GATHERED_MS = 400;

  /** A payload has at most 8,000 bytes. */
  private static final int IDS_AT_MOST = 200;

  private final AgroalDataSource database;
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("change-notices"));

  ChangeNotices(AgroalDataSource database) {
    this.database = database;
  }

  void start(@Observes StartupEvent started) {
    timer.scheduleWithFixedDelay(this::send, GATHERED_MS, GATHERED_MS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    timer.shutdownNow();
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CaseHappened change) {
    // as many as say that there are many
    if (changed.size() <= IDS_AT_MOST) {
      changed.add(change.caseId());
    }
  }

  private void send() {
    if (changed.isEmpty()) {
      return;
    }
    var ids = new ArrayList<>(changed);
    ids.forEach(changed::remove);
    var payload =
        ids.size() > IDS_AT_MOST
            ? MANY
            : String.join(" ", ids.stream().map(UUID::toString).toList());
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
      statement.setString(1, CHANNEL);
      statement.setString(2, payload);
      statement.execute();
    } catch (SQLException | RuntimeException away) {
      LOG.debugf("Pages are not told of %d changes: %s", ids.size(), away.getMessage());
    }
  }
}
