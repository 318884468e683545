package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** How much of a failing database is in the log. */
class DatabaseFailuresInLogTest {

  private long now = 1;
  private final DatabaseFailuresInLog log = new DatabaseFailuresInLog(() -> now);

  @Test
  void one_line_a_minute_tells_of_a_cause_and_how_many_were_left_out() {
    var first = line("dev.demarc.A", "A request failed", lost());
    assertThat(log.isLoggable(first)).isTrue();
    assertThat(first.getThrown()).isNull();
    assertThat(first.getFormattedMessage())
        .isEqualTo(
            "A request failed: the database does not answer, or the connection to it broke"
                + " (100% gone)");
    for (int i = 0; i < 500; i++) {
      assertThat(log.isLoggable(line("dev.demarc.A", "Another failed", lost()))).isFalse();
    }
    now += TimeUnit.SECONDS.toNanos(61);
    var later = line("dev.demarc.A", "A request failed", lost());
    assertThat(log.isLoggable(later)).isTrue();
    assertThat(later.getFormattedMessage()).endsWith("; 500 more like it since the last such line");
  }

  @Test
  void another_cause_or_another_place_has_a_line_of_its_own() {
    assertThat(log.isLoggable(line("a", "x", lost()))).isTrue();
    assertThat(log.isLoggable(line("b", "x", lost()))).isTrue();
    assertThat(log.isLoggable(line("a", "x", new SQLException("full", "53100")))).isTrue();
  }

  @Test
  void anything_else_stays_as_it_is_and_as_often() {
    for (int i = 0; i < 3; i++) {
      var bug = line("a", "x", new IllegalStateException("a mistake"));
      assertThat(log.isLoggable(bug)).isTrue();
      assertThat(bug.getThrown()).isNotNull();
      assertThat(log.isLoggable(line("a", "without", null))).isTrue();
    }
  }

  @Test
  void what_the_libraries_say_of_every_failure_comes_once_a_minute() {
    assertThat(log.isLoggable(line("org.hibernate.orm.jdbc.error", "%s", null))).isTrue();
    assertThat(log.isLoggable(line("org.hibernate.orm.jdbc.error", "%s", null))).isFalse();
  }

  private static Exception lost() {
    return new RuntimeException(new SQLException("100%\n gone", "08006"));
  }

  private static ExtLogRecord line(String logger, String message, Throwable thrown) {
    var line = new ExtLogRecord(Level.SEVERE, message, DatabaseFailuresInLogTest.class.getName());
    line.setLoggerName(logger);
    line.setThrown(thrown);
    return line;
  }
}
