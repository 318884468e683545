package dev.demarc;

import dev.demarc.startup.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * The database of the tests: the one that Demarc brings along, on a new folder, once for the whole
 * run. The server and every session stand in a time zone that nobody may depend on.
 */
public class EmbeddedDatabaseResource implements QuarkusTestResourceLifecycleManager {

  private static final String ZONE = "Pacific/Chatham";

  private Path dataDir;
  private EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      dataDir = Files.createTempDirectory("demarc-test-");
    } catch (IOException e) {
      throw new IllegalStateException("no temporary folder for the database of the tests", e);
    }
    database =
        EmbeddedDatabase.start(
            dataDir,
            Path.of("target", "postgres-binaries").toAbsolutePath(),
            // it is thrown away after the run, so nothing has to survive a power cut
            Map.of(
                "timezone", ZONE,
                "fsync", "off",
                "full_page_writes", "off",
                "synchronous_commit", "off",
                "wal_level", "minimal",
                "max_wal_senders", "0"));
    return Map.of(
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.username", database.user(),
        "quarkus.datasource.password", database.password(),
        // the driver tells the server the JVM's zone when it connects; this comes after
        "quarkus.datasource.jdbc.new-connection-sql", "SET TIME ZONE '" + ZONE + "'");
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
      deleteDataDir();
    }
  }

  private void deleteDataDir() {
    try (var files = Files.walk(dataDir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException("could not delete " + dataDir, e);
    }
  }
}
