package dev.demarc.routing.rules;

import static dev.demarc.routing.rules.SomeWork.SPAM;
import static dev.demarc.routing.rules.SomeWork.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.routing.rules.Decision.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final Gives DESK = Gives.to("abuse-desk");

  private static Rule stops(String when, String queue) {
    return Rule.of("to " + queue, when, Gives.to(queue), false);
  }

  private static Rule goesOn(String when, Gives gives) {
    return Rule.of("adds", when, gives, true);
  }

  @Test
  void the_first_rule_that_holds_takes_the_work() {
    var rules =
        new RuleSet(
            List.of(
                stops("part:aws", "aws"), stops("category:spam", "mail"), stops("is:sure", "x")),
            DESK);
    var decided = rules.decide(SPAM);

    assertThat(decided.gives().queue()).isEqualTo("mail");
    assertThat(decided.rule()).isEqualTo("to mail");
    assertThat(decided.lines())
        .extracting(Decision.Line::state)
        .containsExactly(State.DOES_NOT_HOLD, State.TAKES, State.NOT_ASKED, State.NOT_ASKED);
    assertThat(decided.lines().get(0).outcomes().get(0).is())
        .isEqualTo("this is the customer part");
  }

  @Test
  void the_default_takes_what_no_rule_takes() {
    var decided = new RuleSet(List.of(stops("category:spam", "mail")), DESK).decide(unknown());

    assertThat(decided.gives().queue()).isEqualTo("abuse-desk");
    assertThat(decided.rule()).isEqualTo("anything else");
    assertThat(decided.lines()).last().extracting(Decision.Line::state).isEqualTo(State.TAKES);
  }

  @Test
  void a_rule_that_goes_on_adds_to_what_the_next_gives() {
    var watched = new Gives(null, Priority.URGENT, null, null, null, List.of("owner"));
    var policy = new Gives("mail", Priority.LOW, "strict", null, null, List.of("kim", "owner"));
    var decided =
        new RuleSet(
                List.of(goesOn("", watched), Rule.of("mail", "category:spam", policy, false)), DESK)
            .decide(SPAM);

    assertThat(decided.gives())
        .isEqualTo(
            new Gives("mail", Priority.URGENT, "strict", null, null, List.of("owner", "kim")));
    assertThat(decided.lines()).first().extracting(Decision.Line::state).isEqualTo(State.ADDS);
    assertThat(decided.rule()).isEqualTo("mail");
  }

  @Test
  void what_an_earlier_rule_said_stands() {
    var decided =
        new RuleSet(
                List.of(goesOn("category:spam", Gives.to("mail")), stops("is:sure", "other")), DESK)
            .decide(SPAM);

    assertThat(decided.gives().queue()).isEqualTo("mail");
    assertThat(decided.rule()).isEqualTo("adds");
  }
}
