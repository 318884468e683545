package dev.demarc.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a playbook must not be, and how its writer is told where it is wrong. */
class PlaybookMistakesTest {

  static List<String> delivered() {
    return DeliveredPlaybooks.SLUGS;
  }

  static PlaybookStep step(String id, StepTransition... next) {
    return new PlaybookStep(
        id, "Do " + id, "desk", null, null, next.length == 0 ? null : List.of(next));
  }

  static Playbook playbook(PlaybookStep... steps) {
    return new Playbook(
        "of-a-test", "Of a test", true, 1, null, null, null, null, List.of(steps), null);
  }

  private static List<FieldError> mistakes(PlaybookStep... steps) {
    return PlaybookMistakes.of(playbook(steps));
  }

  @ParameterizedTest
  @MethodSource("delivered")
  void those_that_come_with_it_have_none(String slug) {
    var playbook = DeliveredPlaybooks.read(slug);
    assertThat(PlaybookMistakes.of(playbook)).isEmpty();
    assertThat(playbook.slug()).isEqualTo(slug);
    assertThat(playbook.steps()).hasSizeGreaterThan(5);
  }

  @Test
  void steps_in_a_row_lead_from_one_to_the_next() {
    assertThat(mistakes(step("one"), step("two"), step("three"))).isEmpty();
  }

  @Test
  void a_loop_is_told_with_its_way() {
    assertThat(
            mistakes(
                step("one"),
                step("two"),
                step("three", new StepTransition("report-joined", "two"))))
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.field()).isEqualTo("steps[2].next");
              assertThat(mistake.message()).contains("two → three → two");
            });
  }

  @Test
  void a_step_that_leads_to_itself_is_a_loop() {
    assertThat(mistakes(step("one", new StepTransition("answer", "one"))))
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.message()).contains("one → one"));
  }

  @Test
  void a_step_that_no_way_leads_to_is_named() {
    assertThat(
            mistakes(step("one", new StepTransition("done", "three")), step("two"), step("three")))
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.field()).isEqualTo("steps[1]");
              assertThat(mistake.message()).contains("no way leads to two");
            });
  }

  @Test
  void an_unknown_step_and_an_unknown_event_are_told_with_those_there_are() {
    assertThat(mistakes(step("one", new StepTransition("full-moon", "nowhere"))))
        .extracting(FieldError::field, FieldError::message)
        .satisfiesExactly(
            event ->
                assertThat(event.toList().toString())
                    .contains("steps[0].next[0].on", "full-moon", "clock-missed"),
            step ->
                assertThat(step.toList().toString())
                    .contains("steps[0].next[0].to", "nowhere", "there are one and end"));
  }

  @Test
  void other_mistakes_are_named_where_they_are() {
    var broken =
        new Playbook(
            "Of A Test",
            "",
            true,
            -1,
            List.of("weather"),
            null,
            List.of("moon"),
            null,
            List.of(new PlaybookStep("one", "", "nobody", null, "letter", null), step("one")),
            List.of(new MessageTemplate("note", "Note", "all", "Dear {name}")));
    assertThat(PlaybookMistakes.of(broken))
        .extracting(FieldError::field)
        .contains(
            "slug",
            "name",
            "position",
            "categories",
            "sides",
            "steps[0].title",
            "steps[0].who",
            "steps[0].template",
            "steps[1].id",
            "templates[0].to",
            "templates[0].body");
  }
}
