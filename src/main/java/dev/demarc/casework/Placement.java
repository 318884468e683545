package dev.demarc.casework;

import dev.demarc.casework.Candidates.Said;
import dev.demarc.casework.correlation.Correlation.Match;
import java.util.UUID;

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
  record Open(UUID follows) implements Placement {}

  /**
   * The report joins a case.
   *
   * @param reopens whether the case is closed and opens again
   * @param because why, for people
   */
  record Join(Match match, boolean reopens, String because) implements Placement {}

  static Placement of(Candidates found) {
    var said = found.said();
    if (found.ended() != null) {
      return found.ended().saidLater()
          ? new SetAside(
              "Its source says since that this is over: " + found.ended().caseKey() + ".")
          : new Join(found.ended().match(), true, because(found.ended().match(), said));
    }
    if (found.open() != null) {
      return new Join(found.open(), false, because(found.open(), said));
    }
    if (said.asksNothing() != null) {
      return new SetAside(said.asksNothing());
    }
    if (said.over() && !said.byMail()) {
      return new SetAside("Its source says that this is over, and no open case is about it.");
    }
    return new Open(found.follows());
  }

  private static String because(Match match, Said said) {
    return said.doubted()
        ? match.because() + "; nothing confirms that AWS sent it"
        : match.because();
  }
}
