package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds an address or a host that a report only writes in its text. */
class HeldInPlainTextTest {

  private static final Engine ENGINE = new Engine();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13.32.5.17 brute forces our SSH logins.",
        "54.183.255.130 floods our site with requests.",
        "a8-60.smtp-out.amazonses.com sends us spam.",
        "server-13-224-1-1.fra2.r.cloudfront.net is scanning our network."
      })
  void what_customers_share_is_awss_to_follow_and_asks_for_the_account(String text) {
    var assessment = ENGINE.assess(Reports.saying(text).parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.autoRoute()).isFalse();
    assertThat(assessment.openQuestions())
        .extracting(OpenQuestion::id)
        .contains(OpenQuestion.ACCOUNT);
    assertThat(assessment.reasons())
        .extracting(Reason::signal)
        .contains("shared-service-address")
        .doesNotContain("customer-resource");
  }

  @Test
  void an_address_of_ec2_is_a_customers() {
    var assessment = ENGINE.assess(Reports.saying("52.16.40.8 brute forces our SSH.").parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.reasons()).extracting(Reason::signal).contains("customer-address");
  }

  @Test
  void a_senders_own_record_is_the_senders_to_mend_whatever_pool_it_used() {
    var assessment =
        ENGINE.assess(
            Reports.saying("Mail from 54.240.8.60 failed SPF: your SPF record forbids it.")
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }
}
