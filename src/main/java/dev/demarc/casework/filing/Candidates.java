package dev.demarc.casework.filing;

import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.correlation.Correlation.Related;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.casework.rules.Recurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases that a report could go to, and what of the report decides between them.
 *
 * @param subjects what the report is about
 * @param ended a case that was closed because its source said so, where this is another word of
 *     that source on the same matter; null where there is none
 * @param open the open case that the report belongs to, locked; null where there is none
 * @param closed the closed case that the report would have joined; null where there is none
 * @param related cases that have something weak in common
 */
public record Candidates(
    ReportedState state,
    List<Subject> subjects,
    @Nullable Ended ended,
    @Nullable Match open,
    @Nullable Closed closed,
    List<Related> related) {

  /** Of a report that a person puts on a case, so that nothing is left to decide. */
  public static Candidates decided(List<Subject> subjects) {
    var state = new ReportedState(null, false, false, false);
    return new Candidates(state, subjects, null, null, null, List.of());
  }

  /**
   * What the report says of the state of its matter.
   *
   * @param asksNothing why no work is asked for, for people; null where some is
   * @param over that it is over
   * @param byMail whether it came as a mail, which anybody can write
   * @param doubted whether it says to come from AWS and nothing confirms that
   */
  record ReportedState(
      @Nullable String asksNothing, boolean over, boolean byMail, boolean doubted) {}

  /**
   * @param recurrence what the desk's rules say
   */
  record Closed(Match match, Recurrence recurrence) {}

  /**
   * @param saidLater whether that source said later than this report that it is over
   */
  record Ended(Match match, String caseKey, boolean saidLater) {}
}
