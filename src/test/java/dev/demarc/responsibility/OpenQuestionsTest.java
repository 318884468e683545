package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the variant of a service decides and the report leaves it out, the engine asks. */
class OpenQuestionsTest {

  private static final Engine ENGINE = new Engine();
  private static final String NODES = "The nodes run an outdated node image with a kernel flaw.";

  @Test
  void asks_for_the_runtime_update_mode_and_says_what_each_answer_means() {
    var assessment =
        ENGINE.assess(
            Reports.titled("The runtime is vulnerable")
                .text("The runtime version of our function lacks a runtime patch.")
                .service("Lambda")
                .parsed());

    var question = assessment.openQuestions().get(0);
    assertThat(assessment.openQuestions()).hasSize(1);
    assertThat(question.question()).startsWith("Which runtime update mode");
    assertThat(question.options())
        .extracting(OpenQuestion.Option::answer, OpenQuestion.Option::responsibility)
        .contains(
            tuple("automatic", Responsibility.AWS),
            tuple("manual", Responsibility.CUSTOMER),
            tuple("container image", Responsibility.SHARED));
    assertThat(question.options().get(0).meaning()).startsWith("AWS: Patch the managed runtime");
    assertThat(assessment.autoRoute()).isFalse();
  }

  @Test
  void asks_for_the_kind_of_nodes() {
    var asked = ENGINE.assess(Reports.titled("Old nodes").text(NODES).service("EKS").parsed());

    assertThat(asked.openQuestions())
        .singleElement()
        .satisfies(q -> assertThat(q.question()).startsWith("Which kind of nodes"));
  }

  @Test
  void does_not_ask_what_the_report_tells() {
    var told =
        ENGINE.assess(
            Reports.titled("Old nodes")
                .text(NODES + " They are in a managed node group.")
                .service("EKS")
                .parsed());

    assertThat(told.openQuestions()).isEmpty();
    assertThat(told.service()).isEqualTo("EKS managed node groups");
    assertThat(told.responsibility()).isEqualTo(Responsibility.SHARED);
  }

  @Test
  void the_answer_decides_the_cell() {
    var selfManaged =
        ENGINE.assess(
            Reports.titled("Old nodes").text(NODES).service("EKS self-managed nodes").parsed());
    var auto =
        ENGINE.assess(Reports.titled("Old nodes").text(NODES).service("EKS Auto Mode").parsed());

    assertThat(selfManaged.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(auto.responsibility()).isEqualTo(Responsibility.AWS);
  }

  @Test
  void a_persons_answer_decides_the_cell_and_closes_the_question() {
    var report = Reports.titled("Old nodes").text(NODES).service("EKS").parsed();
    var question = ENGINE.assess(report).openQuestions().get(0);

    var selfManaged = ENGINE.assess(report, answered(question, "self-managed nodes"));
    var auto = ENGINE.assess(report, answered(question, "Auto Mode"));

    assertThat(selfManaged.openQuestions()).isEmpty();
    assertThat(selfManaged.service()).isEqualTo("EKS self-managed nodes");
    assertThat(selfManaged.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(auto.responsibility()).isEqualTo(Responsibility.AWS);
  }

  @Test
  void asks_which_service_it_is_and_takes_the_answer() {
    var report =
        Reports.titled("Runtime out of date").text("The runtime lacks a runtime patch.").parsed();
    var question = ENGINE.assess(report).openQuestions().get(0);

    assertThat(question.id()).isEqualTo(OpenQuestion.SERVICE);
    assertThat(ENGINE.assess(report, answered(question, "EC2")).service()).isEqualTo("EC2");
    assertThat(ENGINE.assess(report, answered(question, "EC2")).responsibility())
        .isEqualTo(Responsibility.CUSTOMER);
  }

  private static AssessmentContext answered(OpenQuestion question, String answer) {
    return new AssessmentContext(List.of(), Map.of(question.id(), answer));
  }

  @Test
  void an_open_question_lowers_the_confidence() {
    var asked = ENGINE.assess(Reports.titled("Old nodes").text(NODES).service("EKS").parsed());
    var told =
        ENGINE.assess(
            Reports.titled("Old nodes").text(NODES).service("EKS managed node groups").parsed());

    assertThat(asked.confidence()).isLessThan(told.confidence());
  }

  @Test
  void does_not_ask_where_no_answer_would_change_anything() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Leaked key")
                .text("An access key was leaked in a public repository.")
                .service("Lambda")
                .parsed());

    assertThat(assessment.openQuestions()).isEmpty();
  }
}
