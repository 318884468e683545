package dev.demarc.casework.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.casework.rules.Recurrence.Past;
import dev.demarc.casework.rules.RecurrenceRule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static RecurrenceRule rule(
      String category, String outcome, Integer hours, Action action) {
    return new RecurrenceRule(category, outcome, hours, action, NOW, "an-admin");
  }

  private static Past closed(long hoursAgo, boolean worse) {
    return new Past("spam", "false-positive", NOW.minus(Duration.ofHours(hoursAgo)), worse);
  }

  private static Recurrence of(Past past, RecurrenceRule... rules) {
    return Recurrence.of(List.of(rules), past, NOW);
  }

  @Test
  void without_a_rule_a_new_case_follows() {
    assertThat(of(closed(1, false))).isEqualTo(new Recurrence(Action.FOLLOW, null));
    assertThat(of(closed(1, false), rule("spam", "resolved", null, Action.TAKE)).action())
        .isEqualTo(Action.FOLLOW);
    assertThat(of(closed(1, false), rule("phishing", "all", null, Action.TAKE)).action())
        .isEqualTo(Action.FOLLOW);
  }

  @Test
  void the_rule_that_says_more_exactly_what_it_is_for_holds() {
    var all = rule("all", "all", null, Action.FOLLOW);
    var outcome = rule("all", "false-positive", null, Action.REOPEN);
    var category = rule("spam", "all", null, Action.TAKE);
    var both = rule("spam", "false-positive", null, Action.REOPEN);
    assertThat(of(closed(1, false), all, outcome).action()).isEqualTo(Action.REOPEN);
    assertThat(of(closed(1, false), category, all, outcome).action()).isEqualTo(Action.TAKE);
    assertThat(of(closed(1, false), both, category, all).action()).isEqualTo(Action.REOPEN);
  }

  @Test
  void past_its_time_a_new_case_follows_and_says_why() {
    var take = rule("spam", "all", 48, Action.TAKE);
    assertThat(of(closed(48, false), take).action()).isEqualTo(Action.TAKE);
    assertThat(of(closed(49, false), take))
        .isEqualTo(new Recurrence(Action.FOLLOW, "it was closed more than 2 days ago"));
  }

  @Test
  void a_report_that_says_that_it_is_worse_is_not_swallowed() {
    assertThat(of(closed(1, true), rule("spam", "all", null, Action.TAKE)).action())
        .isEqualTo(Action.FOLLOW);
    assertThat(of(closed(1, true), rule("spam", "all", null, Action.REOPEN)).action())
        .isEqualTo(Action.REOPEN);
  }

  @Test
  void the_reason_names_the_rule() {
    var take = rule("spam", "false-positive", 720, Action.TAKE);
    assertThat(of(closed(1, false), take).because())
        .isEqualTo(
            "the rule for spam closed as false positive says that a report joins the closed case"
                + " within 30 days");
  }

  @Test
  void what_never_was_does_not_come_back() {
    assertThat(Recurrence.isBack("resolved")).isTrue();
    assertThat(Recurrence.isBack("false-positive")).isFalse();
  }
}
