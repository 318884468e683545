package dev.demarc.startup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is checked before anything is started, so that the ordinary mistakes of a first start cost
 * one line and not a stack trace.
 */
final class Preflight {

  private Preflight() {}

  static void requireFreePorts(StartUpSettings settings) {
    if (settings.httpPort() != 0 && settings.httpPort() == settings.smtpPort()) {
      throw new CannotStart(
          "HTTP and SMTP are both set to port "
              + settings.httpPort()
              + "; give one of them another (QUARKUS_HTTP_PORT, DEMARC_SMTP_PORT).");
    }
    requireFree(settings.httpHost(), settings.httpPort(), "HTTP", "QUARKUS_HTTP_PORT", "--port");
    requireFree("0.0.0.0", settings.smtpPort(), "SMTP", "DEMARC_SMTP_PORT", "--smtp-port");
  }

  private static void requireFree(
      String host, int port, String use, String variable, String option) {
    if (port == 0) {
      return;
    }
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      String change = "choose another with " + variable + " or bin/run " + option + ".";
      if (String.valueOf(e.getMessage()).contains("Permission denied")) {
        throw new CannotStart("this user may not open " + use + " port " + port + "; " + change, e);
      }
      if (String.valueOf(e.getMessage()).contains("in use")) {
        throw new CannotStart(
            use + " port " + port + " is in use: stop the program that has it, or " + change, e);
      }
      throw new CannotStart(
          use + " cannot listen on " + host + ":" + port + " (" + e.getMessage() + ").", e);
    }
  }

  /**
   * A database that starts together with Demarc gets {@code patience} to answer; one that refuses
   * the user or the name is refused at once.
   */
  static void requireDatabase(StartUpSettings settings, Duration patience) {
    String url = settings.jdbcUrl().orElseThrow();
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try (Connection connection = connect(settings, url)) {
        requireVersion(connection, url);
        return;
      } catch (SQLException e) {
        boolean notYet =
            e.getSQLState() != null
                && (e.getSQLState().startsWith("08") || e.getSQLState().equals("57P03"));
        if (!notYet || System.nanoTime() > deadline) {
          throw new CannotStart(
              "the database at "
                  + withoutParameters(url)
                  + " does not let Demarc in ("
                  + oneLine(e.getMessage())
                  + "); check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.",
              e);
        }
      }
      if (!told) {
        System.err.println("Waiting for the database at " + withoutParameters(url) + " ...");
        told = true;
      }
      pause();
    }
  }

  private static Connection connect(StartUpSettings settings, String url) throws SQLException {
    var properties = new Properties();
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    settings.databaseUser().ifPresent(user -> properties.setProperty("user", user));
    settings.databasePassword().ifPresent(word -> properties.setProperty("password", word));
    return DriverManager.getConnection(url, properties);
  }

  private static void requireVersion(Connection connection, String url) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < 16) {
      throw new CannotStart(
          "the database at "
              + withoutParameters(url)
              + " is PostgreSQL "
              + major
              + "; Demarc needs 16 or newer.");
    }
  }

  /** The parameters of a JDBC URL may hold a password. */
  private static String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ").strip();
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted while waiting for the database.", e);
    }
  }
}
