package dev.demarc.shared;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * Why the database could not do what was asked of it, where the same may work later. It is told by
 * types and SQLSTATEs (PostgreSQL, appendix A) and never by the words of a message.
 */
public enum DatabaseFailure {
  NO_CONNECTION("no connection to the database became free in time"),
  CONNECTION_LOST("the database does not answer, or the connection to it broke"),
  LET_IN_NOBODY("the database refuses Demarc's user, password or database name"),
  LOCKED("other transactions hold what this one needs"),
  TIMED_OUT("the database took too long"),
  FULL("the database has no disk space or memory left"),
  READ_ONLY("the database is read-only");

  private static final int MOST_LOOKED_AT = 100;

  private final String words;

  DatabaseFailure(String words) {
    this.words = words;
  }

  /** What is wrong, as the middle of a sentence. */
  public String words() {
    return words;
  }

  /**
   * Looks through the failure, its causes and what was suppressed with it.
   *
   * @return empty where it is a mistake in what was asked, or no failure of the database
   */
  public static Optional<DatabaseFailure> of(Throwable failure) {
    var all = allOf(failure);
    for (var one : all) {
      var kind = one instanceof SQLException sql ? kind(sql) : null;
      if (kind != null) {
        return Optional.of(kind);
      }
    }
    boolean sql = all.stream().anyMatch(SQLException.class::isInstance);
    return !sql && isOfTransaction(rootOf(failure)) ? Optional.of(TIMED_OUT) : Optional.empty();
  }

  /** What the database, its driver or the pool said of it; else the innermost cause. */
  public static Throwable saidOf(Throwable failure) {
    return allOf(failure).stream()
        .filter(one -> one instanceof SQLException sql && kind(sql) != null)
        .findFirst()
        .orElseGet(() -> rootOf(failure));
  }

  /**
   * Whether the server itself said that it did not do what was asked. Without its word a commit may
   * have taken place although its answer never came.
   */
  public static boolean isServersWord(Throwable failure) {
    return allOf(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(one -> ((SQLException) one).getSQLState())
        .anyMatch(
            state ->
                state != null
                    && !state.isEmpty()
                    && !isOfConnection(state)
                    && !state.equals("40003")); // statement completion unknown
  }

  private static List<Throwable> allOf(Throwable failure) {
    Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
    var inOrder = new ArrayList<Throwable>();
    var next = new ArrayDeque<Throwable>();
    next.add(failure);
    while (!next.isEmpty() && met.size() < MOST_LOOKED_AT) {
      var one = next.poll();
      if (!met.add(one)) {
        continue;
      }
      inOrder.add(one);
      if (one.getCause() != null) {
        next.add(one.getCause());
      }
      if (one instanceof SQLException sql && sql.getNextException() != null) {
        next.add(sql.getNextException());
      }
      Collections.addAll(next, one.getSuppressed());
    }
    return inOrder;
  }

  private static @Nullable DatabaseFailure kind(SQLException failure) {
    var state = failure.getSQLState();
    if (state == null || state.isEmpty()) {
      // the server and its driver always say a state; the pool in front of them never does
      boolean bare = failure.getClass() == SQLException.class;
      return bare || isPassing(failure) ? NO_CONNECTION : null;
    }
    if (isOfConnection(state)) {
      return CONNECTION_LOST;
    }
    if (state.startsWith("28") || state.equals("3D000")) {
      return LET_IN_NOBODY;
    }
    return switch (state) {
      case "53300" -> NO_CONNECTION;
      case "55P03", "40001", "40P01" -> LOCKED;
      case "57014", "25P03", "25P04" -> TIMED_OUT;
      case "25006" -> READ_ONLY;
      case "58030" -> FULL;
      default -> state.startsWith("53") ? FULL : isPassing(failure) ? CONNECTION_LOST : null;
    };
  }

  /** Class 08, and an operator's or the server's own shutdown (57P01 to 57P05). */
  private static boolean isOfConnection(String state) {
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static boolean isPassing(SQLException failure) {
    return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException;
  }

  /** Ended by its own time-out, with nothing that the database had said. */
  private static boolean isOfTransaction(Throwable root) {
    return root instanceof RollbackException
        || root instanceof HeuristicMixedException
        || root instanceof HeuristicRollbackException
        || root instanceof SystemException
        || root instanceof XAException;
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    for (int depth = 0; root.getCause() != null && depth < MOST_LOOKED_AT; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
