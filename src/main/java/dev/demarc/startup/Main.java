package dev.demarc.startup;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Starts the database where none is configured, then Quarkus; stops them in the other order. */
@QuarkusMain
public final class Main {

  private static final Duration PATIENCE_WITH_DATABASE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITH_QUARKUS = Duration.ofSeconds(60);

  private static final CountDownLatch quarkusIsDown = new CountDownLatch(1);
  private static volatile @Nullable EmbeddedDatabase embedded;

  private Main() {}

  public static void main(String... args) {
    try {
      var settings = StartUpSettings.read();
      if (args.length > 0 && args[0].equals(BackupCommand.NAME)) {
        System.exit(BackupCommand.run(List.of(args).subList(1, args.length), settings.dataDir()));
      }
      prepare(settings, StopSignals.install(settings.stopWithin(), Main::abortDatabase));
    } catch (CannotStart e) {
      System.err.println("Demarc cannot start: " + e.getMessage());
      System.exit(1);
    }
    // so that connections are counted from the first on: see ListeningPorts
    System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    Quarkus.run(Announcement.class, Main::leave, args);
  }

  private static void prepare(StartUpSettings settings, StopSignals signals) {
    Preflight.requireFreePorts(settings);
    if (settings.jdbcUrl().isPresent()) {
      Preflight.requireDatabase(settings, PATIENCE_WITH_DATABASE);
      return;
    }
    var database = EmbeddedDatabase.start(settings.dataDir(), settings.databaseCache());
    embedded = database;
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopAfterQuarkus(database), "stop-database"));
    // whoever supervises the process sees that it failed, and why
    database.watch(
        reason -> {
          System.err.println("Demarc ends: " + reason);
          signals.exit(1);
        });
    System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
    System.setProperty("quarkus.datasource.username", database.user());
    System.setProperty("quarkus.datasource.password", database.password());
    System.setProperty("demarc.disk.folder", settings.dataDir().toString());
    if (!settings.hasSecretsKey()) {
      System.setProperty("demarc.secrets.key", SecretsKey.of(settings.dataDir()));
    }
  }

  private static void abortDatabase() {
    var database = embedded;
    if (database != null) {
      database.abort();
    }
  }

  /**
   * Shutdown hooks run side by side: this one waits for Quarkus, which still needs the database.
   */
  private static void stopAfterQuarkus(EmbeddedDatabase database) {
    try {
      if (!quarkusIsDown.await(PATIENCE_WITH_QUARKUS.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("Demarc did not stop in time; stopping its database now.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  /** Called by Quarkus once the application is down, or has failed to come up. */
  private static void leave(int code, Throwable failure) {
    if (failure != null) {
      report(failure);
    }
    quarkusIsDown.countDown();
    System.exit(code);
  }

  private static void report(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof QuarkusBindException
          || cause instanceof ConfigurationException
          || cause instanceof CannotStart) {
        System.err.println("Demarc cannot start: " + cause.getMessage());
        return;
      }
      if (cause instanceof ConfigValidationException mistakes) {
        System.err.println("Demarc cannot start: " + ConfigMistakes.describe(mistakes));
        return;
      }
      if (cause instanceof FlywayValidateException && isOfNewerDemarc(cause.getMessage())) {
        System.err.println(
            "Demarc cannot start: a newer Demarc has changed this database and this one does not"
                + " know it; start the newer one, or restore a backup from before the update.");
        return;
      }
    }
    System.err.println(
        "Demarc cannot start, and this is a mistake in Demarc or its configuration:");
    failure.printStackTrace();
  }

  private static boolean isOfNewerDemarc(@Nullable String complaint) {
    return String.valueOf(complaint).contains("applied migration not resolved locally");
  }
}
