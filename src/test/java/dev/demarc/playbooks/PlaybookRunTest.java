package dev.demarc.playbooks;

import static dev.demarc.playbooks.PlaybookMistakesTest.playbook;
import static dev.demarc.playbooks.PlaybookMistakesTest.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.playbooks.PlaybookRun.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a case goes on from step to step. */
class PlaybookRunTest {

  private final PlaybookStep tell = step("tell");
  private final PlaybookStep stop =
      step(
          "stop",
          new StepTransition("done", "answer"),
          new StepTransition("clock-missed", "enforce"),
          new StepTransition("by-hand", "end"));
  private final PlaybookStep enforce = step("enforce", new StepTransition("done", "answer"));
  private final PlaybookStep answer = step("answer");
  private final PlaybookRun run = new PlaybookRun(playbook(tell, stop, enforce, answer), List.of());

  @Test
  void it_begins_with_the_first_step() {
    run.start();
    assertThat(run.state("tell")).contains(State.OPEN);
    assertThat(run.state("stop")).isEmpty();
  }

  @Test
  void a_step_that_is_done_opens_the_next_and_taking_it_back_closes_that() {
    run.start();
    run.tick(tell);
    assertThat(run.state("stop")).contains(State.OPEN);
    run.untick(tell);
    assertThat(run.state("tell")).contains(State.OPEN);
    assertThat(run.state("stop")).isEmpty();
  }

  @Test
  void what_was_done_since_stays_done_when_the_step_before_is_taken_back() {
    run.start();
    run.tick(tell);
    run.tick(stop);
    run.untick(tell);
    assertThat(run.state("stop")).contains(State.DONE);
    assertThat(run.state("answer")).contains(State.OPEN);
  }

  @Test
  void an_event_leads_on_only_from_open_steps_that_wait_for_it() {
    run.start();
    assertThat(run.happened(StepEvent.CLOCK_MISSED)).isEmpty();
    run.tick(tell);
    assertThat(run.happened(StepEvent.REPORT_JOINED)).isEmpty();
    run.happened(StepEvent.CLOCK_MISSED);
    assertThat(run.state("stop")).contains(State.PASSED);
    assertThat(run.state("enforce")).contains(State.OPEN);
  }

  @Test
  void a_step_may_be_done_before_its_turn() {
    run.start();
    run.tick(enforce);
    assertThat(run.state("enforce")).contains(State.DONE);
    assertThat(run.state("answer")).contains(State.OPEN);
    assertThat(run.state("tell")).contains(State.OPEN);
  }

  @Test
  void somebody_may_choose_only_a_way_that_is_offered() {
    run.start();
    assertThat(run.choose(tell, "answer")).isEmpty();
    assertThat(run.choose(stop, "end")).isEmpty();
    run.tick(tell);
    assertThat(run.choose(stop, "end")).hasSize(1);
    assertThat(run.state("stop")).contains(State.PASSED);
    assertThat(run.state("answer")).isEmpty();
  }

  @Test
  void doing_a_step_twice_changes_nothing() {
    run.start();
    assertThat(run.tick(tell)).isNotEmpty();
    assertThat(run.tick(tell)).isEmpty();
    assertThat(run.untick(stop)).isEmpty();
  }
}
