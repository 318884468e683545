package dev.demarc.live;

import dev.demarc.shared.DaemonThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of changes on all nodes, over one connection of its own: one of the pool would be missing
 * there for ever. Where the database goes away it comes back to it by itself.
 */
@ApplicationScoped
class ChangeListener {

  private static final Logger LOG = Logger.getLogger(ChangeListener.class);
  private static final int WAIT_MS = 5_000;

  /** Triggers send that a session ended, or who sees other cases now. */
  private static final String SESSIONS = "demarc_sessions";

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final LiveFeed feed;
  private final Duration looksEvery;
  private final String url;
  private final Optional<String> user;
  private final Optional<String> password;
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;

  /**
   * @param looksEvery how often it is looked for streams whose session ended and that nothing was
   *     heard of
   */
  ChangeListener(
      LiveFeed feed,
      @ConfigProperty(name = "demarc.live.look-every", defaultValue = "20s") Duration looksEvery,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    this.feed = feed;
    this.looksEvery = looksEvery;
    this.url = url;
    this.user = user;
    this.password = password;
  }

  void start(@Observes StartupEvent started) {
    thread = DaemonThreads.named("change-listener").newThread(this::run);
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    var pause = Duration.ofMillis(500);
    boolean missed = false;
    while (!stopped) {
      try (var connection = connect()) {
        pause = Duration.ofMillis(500);
        if (missed) {
          // whatever changed while nobody listened, and who signed out
          feed.changed(List.of(ChangeNotices.MANY));
          feed.endAll();
        }
        missed = true;
        listen(connection);
      } catch (SQLException | RuntimeException away) {
        LOG.debugf("Pages hear of no changes until the database is back: %s", away.getMessage());
      }
      pause = sleep(pause);
    }
  }

  private Duration sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    var longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "demarc-live");
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    return DriverManager.getConnection(url, properties);
  }

  private void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + ChangeNotices.CHANNEL);
      statement.execute("listen " + SESSIONS);
    }
    var pg = connection.unwrap(PGConnection.class);
    long looked = System.nanoTime();
    while (!stopped) {
      if (System.nanoTime() - looked > looksEvery.toNanos()) {
        feed.endOverdue();
        looked = System.nanoTime();
      }
      var notices = pg.getNotifications(WAIT_MS);
      if (notices == null || notices.length == 0) {
        if (!connection.isValid(5)) {
          return;
        }
        continue;
      }
      // first, so that nobody hears of a change after they signed out
      feed.ended(payloads(notices, SESSIONS));
      feed.changed(payloads(notices, ChangeNotices.CHANNEL));
    }
  }

  private static List<String> payloads(PGNotification[] notices, String channel) {
    return Arrays.stream(notices)
        .filter(notice -> notice.getName().equals(channel))
        .map(PGNotification::getParameter)
        .toList();
  }
}
