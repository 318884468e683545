package dev.demarc.intake;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import java.sql.SQLException;

/** The disk of the database has no room for reports; nothing of this one was stored. */
public final class OutOfSpace extends Problem {

  private static final String DISK_FULL = "53100";

  OutOfSpace() {
    super(
        ProblemType.UNAVAILABLE,
        "The disk of the database is full, so nothing was stored. Send it again later; the operator"
            + " has to make room.");
  }

  OutOfSpace(Throwable cause) {
    this();
    initCause(cause);
  }

  /** Whether PostgreSQL refused to store something because its disk is full. */
  static boolean isBehind(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
