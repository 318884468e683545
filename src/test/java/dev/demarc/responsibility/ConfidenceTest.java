package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demarc.responsibility.matrix.Responsibility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a confidence is worth, and what a decision rests on. */
class ConfidenceTest {

  private static final Engine ENGINE = new Engine();
  private static final Path TEXTS = Path.of("src/test/resources/responsibility");

  private static final Calibration CALIBRATION = new Calibration(0.7, 1.5, 0.6, 0.1);

  @Test
  void a_higher_score_is_never_worth_less() {
    for (Support support : Support.values()) {
      double before = 0;
      for (double score = 0.34; score <= 1; score += 0.01) {
        double worth = CALIBRATION.probability(score, support);
        assertThat(worth).isGreaterThanOrEqualTo(before).isLessThan(1);
        before = worth;
      }
    }
  }

  @Test
  void the_same_score_is_worth_less_where_something_specific_speaks_against_it() {
    assertThat(CALIBRATION.probability(0.8, Support.SUPPORTED))
        .isGreaterThan(CALIBRATION.probability(0.8, Support.OPPOSED));
    assertThat(CALIBRATION.probability(0.8, Support.OPPOSED))
        .isGreaterThan(CALIBRATION.probability(0.8, Support.UNSUPPORTED));
  }

  @Test
  void what_every_side_is_worth_adds_up_and_keeps_its_order() {
    var readings =
        CALIBRATION.of(
            List.of(
                new Assessment.Reading(Responsibility.CUSTOMER, 0.5),
                new Assessment.Reading(Responsibility.SHARED, 0.4),
                new Assessment.Reading(Responsibility.AWS, 0.1)),
            Support.SUPPORTED,
            Basis.SIGNALS);

    assertThat(readings.stream().mapToDouble(Assessment.Reading::probability).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(readings)
        .extracting(Assessment.Reading::responsibility)
        .containsExactly(Responsibility.CUSTOMER, Responsibility.SHARED, Responsibility.AWS);
    assertThat(readings.get(0).probability())
        .isEqualTo(CALIBRATION.probability(0.5, Support.SUPPORTED));
    assertThat(readings.get(1).probability()).isLessThan(readings.get(0).probability());
  }

  @Test
  void confidence_is_about_as_high_as_the_share_that_is_right() throws IOException {
    double said = 0;
    int right = 0;
    int texts = 0;
    for (String file : List.of("incidents.jsonl", "retold.jsonl", "fresh.dev.jsonl")) {
      for (Judged judged :
          Judged.all(
              LabelledIncident.read(TEXTS.resolve(file), false), i -> ENGINE.assess(i.report()))) {
        said += judged.confidence();
        right += judged.right() ? 1 : 0;
        texts++;
      }
    }

    assertThat(said / texts).isCloseTo((double) right / texts, within(0.05));
  }

  @Test
  void wording_alone_is_worth_what_it_says_though_it_routes_nothing() {
    var quiet =
        ENGINE.assess(
            Reports.titled("Odd results")
                .text(
                    "The query gives other rows whenever it runs twice, and the second run is"
                        + " cheaper than the first on the bill.")
                .parsed());
    var nothing = ENGINE.assess(Reports.titled("Xyzzy").text("Plugh.").parsed());

    assertThat(quiet.reasons()).allMatch(r -> r.signal().equals("text-model")).isNotEmpty();
    assertThat(quiet.confidence()).isNotEqualTo(0.5);
    assertThat(quiet.autoRoute()).isFalse();
    assertThat(nothing.confidence()).isEqualTo(0.5);
  }

  @Test
  void a_pool_that_the_words_tell_of_is_awss_whoever_stands_behind_it() {
    var report =
        Reports.titled("Requests")
            .text(
                "54.230.16.9 floods our site with requests. It is an edge of CloudFront, and only"
                    + " you can tell whose distribution it serves.")
            .parsed();

    var assessment = ENGINE.assess(report);

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.openQuestions())
        .extracting(OpenQuestion::id)
        .containsExactly(OpenQuestion.ACCOUNT);
    assertThat(assessment.autoRoute()).isTrue();
  }

  @Test
  void one_weak_signal_is_too_little_to_route_on() {
    var assessment =
        ENGINE.assess(Reports.titled("Report").text("A deploy on Friday.").service("EC2").parsed());

    assertThat(assessment.reasons()).extracting(Reason::weight).allMatch(w -> w < 2);
    assertThat(assessment.autoRoute()).isFalse();
  }

  @Test
  void wording_alone_does_not_hold_back_a_notice() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Instance retirement")
                .text(
                    "EC2 has detected degradation of the hardware that runs your instance i-0fe1."
                        + " It will be stopped after 2 April. Stop and start it before then to have"
                        + " it come up on healthy hardware. Instance-store data would be lost.")
                .service("EC2")
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.autoRoute()).isTrue();
  }

  private static final String LOG =
      """
      Mar  2 01:00:14 gw sshd[8121]: Failed password for invalid user test from 198.51.100.77 port 40122 ssh2
      Mar  2 01:00:16 gw sshd[8121]: Failed password for invalid user admin from 198.51.100.77 port 40122 ssh2
      Mar  2 01:00:19 gw sshd[8124]: Failed password for root from 198.51.100.77 port 40188 ssh2
      """;

  @Test
  void a_log_without_words_beside_it_is_the_report() {
    var assessment =
        ENGINE.assess(Reports.titled("[report] ssh").text("Lines from auth.log:\n" + LOG).parsed());

    assertThat(assessment.category().slug()).isEqualTo("intrusion-attempt");
    assertThat(assessment.autoRoute()).isTrue();
  }

  @Test
  void a_log_below_words_that_deny_it_is_not() {
    var assessment =
        ENGINE.assess(Reports.titled("Follow-up").text("This was not an attack.\n" + LOG).parsed());

    assertThat(assessment.autoRoute()).isFalse();
  }

  @Test
  void what_the_text_says_counts_before_what_the_title_says() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Snapshot visible to everybody")
                .text("An EBS snapshot named prod-crm can be restored by any account. I did not.")
                .parsed());

    assertThat(assessment.autoRoute()).isTrue();
  }
}
