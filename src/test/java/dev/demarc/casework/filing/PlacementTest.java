package dev.demarc.casework.filing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.filing.Candidates.Closed;
import dev.demarc.casework.filing.Candidates.Ended;
import dev.demarc.casework.filing.Candidates.ReportedState;
import dev.demarc.casework.filing.Placement.Join;
import dev.demarc.casework.filing.Placement.Open;
import dev.demarc.casework.filing.Placement.SetAside;
import dev.demarc.casework.rules.Recurrence;
import dev.demarc.casework.rules.RecurrenceRule.Action;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final Match MATCH = new Match(new UUID(0, 1), "both name 203.0.113.7", false);
  private static final Match ENDED_MATCH = new Match(new UUID(0, 2), "the same finding", true);
  private static final UUID CLOSED = new UUID(0, 3);

  private static final ReportedState ASKS = new ReportedState(null, false, false, false);
  private static final ReportedState PASSED =
      new ReportedState("A check that passed.", false, false, false);
  private static final ReportedState OVER = new ReportedState(null, true, false, false);
  private static final ReportedState OVER_BY_MAIL = new ReportedState(null, true, true, false);
  private static final ReportedState DOUBTED = new ReportedState(null, false, true, true);

  @Test
  void a_report_that_belongs_to_no_case_opens_one() {
    assertEquals(new Open(null), Placement.of(found(ASKS, null, null, null)));
  }

  @Test
  void a_case_that_is_opened_names_the_closed_one_about_the_same() {
    assertEquals(
        new Open(new Placement.Follows(CLOSED, null)),
        Placement.of(found(ASKS, null, null, CLOSED)));
  }

  @Test
  void a_report_joins_the_open_case_and_says_why() {
    var join = assertInstanceOf(Join.class, Placement.of(found(ASKS, null, MATCH, null)));
    assertEquals(MATCH, join.match());
    assertEquals("both name 203.0.113.7", join.because());
    assertNull(join.reopens());
  }

  @Test
  void a_join_tells_that_nothing_confirms_its_sender() {
    var join = assertInstanceOf(Join.class, Placement.of(found(DOUBTED, null, MATCH, null)));
    assertEquals("both name 203.0.113.7; nothing confirms that AWS sent it", join.because());
  }

  @Test
  void a_source_that_says_that_its_matter_is_active_again_reopens_the_case() {
    var ended = new Ended(ENDED_MATCH, "DM-2026-000001", false);
    var join = assertInstanceOf(Join.class, Placement.of(found(ASKS, ended, null, null)));
    assertEquals(ENDED_MATCH, join.match());
    assertEquals(Placement.ACTIVE_AGAIN, join.reopens());
  }

  @Test
  void an_older_word_of_the_source_reopens_nothing() {
    var ended = new Ended(ENDED_MATCH, "DM-2026-000001", true);
    assertEquals(
        new SetAside("Its source says since that this is over: DM-2026-000001."),
        Placement.of(found(ASKS, ended, MATCH, null)));
  }

  @Test
  void a_passed_check_joins_but_opens_nothing() {
    assertInstanceOf(Join.class, Placement.of(found(PASSED, null, MATCH, null)));
    assertEquals(
        new SetAside("A check that passed."), Placement.of(found(PASSED, null, null, null)));
  }

  @Test
  void what_is_over_opens_nothing_unless_a_mail_says_so() {
    assertInstanceOf(SetAside.class, Placement.of(found(OVER, null, null, null)));
    assertInstanceOf(Open.class, Placement.of(found(OVER_BY_MAIL, null, null, null)));
  }

  @Test
  void a_closed_case_takes_a_report_or_opens_again_where_a_rule_says_so() {
    var match = new Match(CLOSED, "the same address", false);
    var take = new Closed(match, new Recurrence(Action.TAKE, "the rule says so"));
    var joins =
        assertInstanceOf(
            Join.class, Placement.of(new Candidates(ASKS, List.of(), null, null, take, List.of())));
    assertNull(joins.reopens());
    assertEquals("the same address; it stays closed: the rule says so", joins.because());
    var reopen = new Closed(match, new Recurrence(Action.REOPEN, "the rule says so"));
    var opens =
        assertInstanceOf(
            Join.class,
            Placement.of(new Candidates(ASKS, List.of(), null, null, reopen, List.of())));
    assertTrue(opens.reopens().contains("the rule says so"));
    assertInstanceOf(
        SetAside.class, Placement.of(new Candidates(OVER, List.of(), null, null, null, List.of())));
  }

  private static Candidates found(ReportedState state, Ended ended, Match open, UUID follows) {
    var closed =
        follows == null
            ? null
            : new Closed(
                new Match(follows, "the same address", false), new Recurrence(Action.FOLLOW, null));
    return new Candidates(state, List.of(), ended, open, closed, List.of());
  }
}
