package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a started database is like; nothing here stops it. */
class RunningEmbeddedDatabaseTest {

  @TempDir static Path dataDir;

  private static EmbeddedDatabase running;

  @BeforeAll
  static void start() {
    running =
        EmbeddedDatabase.start(
            dataDir, Path.of("target", "postgres-binaries").toAbsolutePath(), Map.of());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void whatIsCommittedIsOnTheDisk() throws Exception {
    assertThat(query("SHOW fsync")).isEqualTo("on");
    assertThat(query("SHOW full_page_writes")).isEqualTo("on");
    assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(query("SHOW data_checksums")).isEqualTo("on");
  }

  @Test
  void onlyWhoKnowsThePasswordGetsIn() throws Exception {
    for (String user : List.of("demarc", "postgres")) {
      assertThatThrownBy(() -> DriverManager.getConnection(running.jdbcUrl(), user, "guessed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dataDir.resolve("postgres/demarc.password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theApplicationIsNoSuperuserButMayInstallTheExtensionsItNeeds() throws Exception {
    assertThat(query("SHOW is_superuser")).isEqualTo("off");
    for (String extension : List.of("pg_trgm", "btree_gist", "citext", "pgcrypto", "unaccent")) {
      execute("CREATE EXTENSION " + extension);
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws Exception {
    int port = Integer.parseInt(query("SHOW port"));

    for (var network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        assertThat(listens(address, port))
            .as("listens on " + address)
            .isEqualTo(address.getHostAddress().equals("127.0.0.1"));
      }
    }
  }

  private static boolean listens(InetAddress address, int port) {
    try (var socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(running.jdbcUrl(), running.user(), running.password());
  }
}
