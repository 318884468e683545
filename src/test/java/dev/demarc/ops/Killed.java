package dev.demarc.ops;

import dev.demarc.startup.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;

/**
 * Started as a process of its own by {@code EmbeddedDatabaseTest}: starts a database, commits a row
 * and waits to be killed.
 */
public final class Killed {

  private Killed() {}

  public static void main(String... args) throws Exception {
    var database = EmbeddedDatabase.start(Path.of(args[0]), Path.of(args[1]), Map.of());
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (words text)");
      statement.execute("INSERT INTO kept VALUES ('written before the kill')");
    }
    System.out.println("committed");
    Thread.sleep(60_000);
  }
}
