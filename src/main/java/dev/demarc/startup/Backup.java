package dev.demarc.startup;

import dev.demarc.shared.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies the embedded database while Demarc runs on it, by PostgreSQL's own interface for that
 * (section "Making a Base Backup Using the Low Level API" of its manual). What was committed when
 * the copy was begun is in it, and what was committed up to its end as well. The result is a data
 * folder that Demarc starts on.
 */
final class Backup {

  private static final long MEGABYTE = 1024 * 1024;

  private final Path data;
  private final Path cluster;
  private final Path target;

  /**
   * @param data the data folder of a Demarc that runs
   * @param target is made; must not exist
   */
  Backup(Path data, Path target) {
    this.data = data;
    this.cluster = data.resolve("postgres");
    this.target = target.toAbsolutePath().normalize();
  }

  /**
   * @throws CannotBackUp with a line for the operator; then there is no {@code target}
   */
  void take() {
    requireAbsent();
    Path unfinished = null;
    try (Connection connection = connect()) {
      requireSpace();
      unfinished =
          Files.createTempDirectory(target.getParent(), target.getFileName() + ".unfinished-");
      copy(connection, unfinished.resolve("postgres"));
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SQLException e) {
      discard(unfinished);
      throw new CannotBackUp(reason(e), e);
    }
  }

  private void requireAbsent() {
    if (Files.exists(target)) {
      throw new CannotBackUp(target + " exists already; name a folder that does not", null);
    }
    if (target.startsWith(data)) {
      throw new CannotBackUp(
          "a backup within the data folder is lost with it; name a folder elsewhere", null);
    }
  }

  private Connection connect() throws IOException, SQLException {
    if (new ServerProcesses(cluster).server().isEmpty()) {
      throw new CannotBackUp(
          "no Demarc runs on "
              + data
              + "; then a copy of the folder is a backup, or start it first, or name another folder"
              + " with --data",
          null);
    }
    var pidFile = Files.readAllLines(cluster.resolve("postmaster.pid"));
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty(
        "password", Files.readString(cluster.resolve(DataFolder.PASSWORD_FILE)).strip());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("ApplicationName", "demarc backup");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + pidFile.get(3).strip() + "/postgres", properties);
  }

  private void requireSpace() throws IOException {
    Files.createDirectories(target.getParent());
    long needed = ClusterCopy.size(cluster);
    long free = Files.getFileStore(target.getParent()).getUsableSpace();
    if (free < needed + needed / 10) {
      throw new CannotBackUp(
          "%s has %d MB left and the database takes %d MB; name a folder on another disk"
              .formatted(target.getParent(), free / MEGABYTE, needed / MEGABYTE),
          null);
    }
  }

  private void copy(Connection connection, Path into) throws IOException, SQLException {
    // keeps the write-ahead log from here on; it goes with the connection
    ask(
        connection,
        "select slot_name from pg_create_physical_replication_slot('demarc_backup_' ||"
            + " pg_backend_pid(), true, true)");
    String first =
        ask(connection, "select pg_walfile_name(pg_backup_start('demarc', fast => true))").get(0);
    ClusterCopy.allButLog(cluster, into);
    List<String> end =
        ask(
            connection,
            "select pg_walfile_name(lsn), labelfile, spcmapfile"
                + " from pg_backup_stop(wait_for_archive => false)");
    Files.writeString(into.resolve("backup_label"), end.get(1));
    if (!end.get(2).isBlank()) {
      throw new CannotBackUp("the database has tablespaces, which Demarc does not copy", null);
    }
    ClusterCopy.log(cluster, into, first, end.get(0));
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      rows.next();
      int columns = rows.getMetaData().getColumnCount();
      var values = new String[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = rows.getString(i + 1);
      }
      return Stream.of(values).map(value -> value == null ? "" : value).toList();
    }
  }

  private static void discard(@Nullable Path unfinished) {
    if (unfinished != null) {
      try {
        FileTree.delete(unfinished);
      } catch (IOException e) {
        System.err.println("The unfinished backup in " + unfinished + " may be deleted.");
      }
    }
  }

  private String reason(Exception e) {
    return DataFolder.full(e.getMessage())
        ? "the disk of " + target.getParent() + " is full; name a folder on another"
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /**
   * Starts a server on the backup and has it read every row, with the checksums of its pages. The
   * backup stays as good as it was; it has then been recovered already.
   *
   * @return how many reports it holds
   */
  long verify(Path binaries) {
    long reports = readAll(binaries);
    try {
      Files.deleteIfExists(target.resolve("postgres.log"));
      Files.deleteIfExists(target.resolve("demarc.lock"));
    } catch (IOException e) {
      // they do no harm
    }
    return reports;
  }

  private long readAll(Path binaries) {
    try (var database = EmbeddedDatabase.start(target, binaries, Map.of());
        var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      String tables =
          ask(
                  connection,
                  "select string_agg(quote_ident(tablename), ',') from pg_tables"
                      + " where schemaname = 'public'")
              .get(0);
      for (String table : tables.split(",")) {
        ask(connection, "select max(length(t::text)) from public." + table + " t");
      }
      return Long.parseLong(ask(connection, "select count(*) from report").get(0));
    } catch (SQLException | CannotStart e) {
      throw new CannotBackUp(
          "the backup in " + target + " is not usable (" + e.getMessage() + ")", e);
    }
  }

  /** No backup was made; the message is one line that says what to do about it. */
  static final class CannotBackUp extends RuntimeException {
    CannotBackUp(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
