package dev.demarc.ops;

import dev.demarc.shared.DatabaseFailure;
import io.quarkus.logging.LoggingFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Lets one line a minute about each failure of the database into the log, without a stack trace and
 * with the number of those that were left out: without the database everything fails that runs.
 */
@LoggingFilter(name = "database-failures")
public final class DatabaseFailuresInLog implements Filter {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_CAUSES = 1_000;
  private static final int LONGEST_REASON = 300;

  /** These tell of every failure once more, in lines of their own and without the exception. */
  private static final List<String> TALKERS =
      List.of("io.agroal", "org.hibernate.orm.jdbc", "org.hibernate.engine.jdbc", "com.arjuna");

  private static final class Told {
    long at;
    long leftOut;
  }

  private final LongSupplier nanos;
  private final Map<String, Told> told = new HashMap<>();

  public DatabaseFailuresInLog() {
    this(System::nanoTime);
  }

  DatabaseFailuresInLog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    var thrown = line.getThrown();
    var kind = thrown == null ? null : DatabaseFailure.of(thrown).orElse(null);
    if (kind == null) {
      return !isTalker(line) || leftOut(line.getLoggerName() + line.getMessage()) >= 0;
    }
    long leftOut = leftOut(line.getLoggerName() + ' ' + kind);
    if (leftOut < 0) {
      return false;
    }
    shorten(line, kind, thrown, leftOut);
    return true;
  }

  private static boolean isTalker(LogRecord line) {
    var logger = String.valueOf(line.getLoggerName());
    return TALKERS.stream().anyMatch(logger::startsWith);
  }

  /**
   * @return how many lines like it were left out since the last; -1 where this one is to be as well
   */
  private synchronized long leftOut(String cause) {
    if (told.size() >= MOST_CAUSES) {
      told.clear();
    }
    var now = nanos.getAsLong();
    var before = told.get(cause);
    if (before == null) {
      before = new Told();
      before.at = now;
      told.put(cause, before);
      return 0;
    }
    if (now - before.at < MINUTE) {
      before.leftOut++;
      return -1;
    }
    long leftOut = before.leftOut;
    before.at = now;
    before.leftOut = 0;
    return leftOut;
  }

  private static void shorten(
      LogRecord line, DatabaseFailure kind, Throwable thrown, long leftOut) {
    var record = ExtLogRecord.wrap(line);
    var text =
        record.getFormattedMessage()
            + ": "
            + kind.words()
            + " ("
            + reason(thrown)
            + ")"
            + (leftOut == 0 ? "" : "; " + leftOut + " more like it since the last such line");
    if (line instanceof ExtLogRecord extended) {
      extended.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
    } else {
      line.setMessage(text);
      line.setParameters(null);
    }
    line.setThrown(null);
  }

  /** In the words of the database, on one line. */
  private static String reason(Throwable thrown) {
    var words =
        String.valueOf(DatabaseFailure.saidOf(thrown).getMessage()).replaceAll("\\s+", " ").strip();
    return words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) : words;
  }
}
