package dev.demarc.faults;

import dev.demarc.startup.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that several nodes use as their own, over proxies. */
final class Database implements AutoCloseable {

  private final Path folder;
  private final Path binaries;
  private final TcpProxy proxy;
  private EmbeddedDatabase server;

  Database(Path folder, Path binaries) throws IOException {
    this.folder = folder;
    this.binaries = binaries;
    server = start();
    proxy = new TcpProxy(port());
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder, binaries, Map.of("max_connections", "120"));
  }

  private int port() {
    return URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  TcpProxy proxy() {
    return proxy;
  }

  /** Another way to the same database. */
  TcpProxy anotherProxy() throws IOException {
    return new TcpProxy(port());
  }

  /** What tells a node to use it. */
  List<String> options(TcpProxy way) {
    return List.of(
        "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:" + way.port() + "/demarc",
        "-Dquarkus.datasource.username=" + server.user(),
        "-Dquarkus.datasource.password=" + server.password());
  }

  /** Past the proxies. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl() + "?connectTimeout=5&socketTimeout=60", server.user(), server.password());
  }

  void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void stop() {
    server.close();
  }

  /** As {@code kill -9} of its server. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Its processes stop where they stand; connections are taken by the kernel all the same. */
  void freeze() throws IOException, InterruptedException {
    Freezing.freeze(folder.resolve("postgres"));
  }

  void thaw() throws IOException, InterruptedException {
    Freezing.thaw(folder.resolve("postgres"));
  }

  /** After {@link #stop} or {@link #kill}. */
  void startAgain() {
    server.close();
    server = start();
    proxy.leadTo(port());
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
  }
}
