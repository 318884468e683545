package dev.demarc.casework.filing;

import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.filing.Candidates.Closed;
import dev.demarc.casework.filing.Candidates.ReportedState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes, and why: decided before anything is changed, from what the report says and
 * the cases that correlation found. Pure.
 */
sealed interface Placement {

  /** Filed without a case. */
  record SetAside(String because) implements Placement {}

  /**
   * The report opens a case.
   *
   * @param follows the closed case that was about the same; null where there is none
   */
  record Open(@Nullable Follows follows) implements Placement {}

  /**
   * @param because why a new case follows it; null where no rule says anything else
   */
  record Follows(UUID caseId, @Nullable String because) {}

  /**
   * The report joins a case.
   *
   * @param reopens why the case, which is closed, opens again; null where it does not
   * @param because why, for people
   */
  record Join(Match match, @Nullable String reopens, String because) implements Placement {}

  /** Why a case opens again that was closed by its source. */
  String ACTIVE_AGAIN =
      "its source, which had said that this is over, says that it is active again";

  static Placement of(Candidates found) {
    var state = found.state();
    if (found.ended() != null) {
      return found.ended().saidLater()
          ? new SetAside(
              "Its source says since that this is over: " + found.ended().caseKey() + ".")
          : new Join(found.ended().match(), ACTIVE_AGAIN, because(found.ended().match(), state));
    }
    if (found.open() != null) {
      return new Join(found.open(), null, because(found.open(), state));
    }
    if (state.asksNothing() != null) {
      return new SetAside(state.asksNothing());
    }
    if (state.over() && !state.byMail()) {
      return new SetAside("Its source says that this is over, and no open case is about it.");
    }
    return found.closed() == null ? new Open(null) : back(found.closed(), state);
  }

  /** What the desk's rule for closed cases says. */
  private static Placement back(Closed closed, ReportedState state) {
    var then = closed.recurrence();
    return switch (then.action()) {
      case FOLLOW -> new Open(new Follows(closed.match().caseId(), then.because()));
      case REOPEN ->
          new Join(
              closed.match(),
              "a report about it came: " + then.because(),
              because(closed.match(), state));
      case TAKE ->
          new Join(
              closed.match(),
              null,
              because(closed.match(), state) + "; it stays closed: " + then.because());
    };
  }

  private static String because(Match match, ReportedState state) {
    return state.doubted()
        ? match.because() + "; nothing confirms that AWS sent it"
        : match.because();
  }
}
