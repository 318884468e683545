package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has to act follows from who holds the address. */
class HoldersTest {

  private static final Engine ENGINE = new Engine();
  private static final Indicator ADDRESS =
      new Indicator(IndicatorType.IPV4, "203.0.113.7", Indicator.Role.SOURCE);

  private static ParsedReport spam() {
    return Reports.titled("Spam complaint about 203.0.113.7")
        .text("We received unsolicited mail from 203.0.113.7.")
        .category(Category.SPAM)
        .naming(IndicatorType.IPV4, "203.0.113.7")
        .parsed();
  }

  private static Holding range(String service) {
    return new Holding(
        ADDRESS,
        Holding.Known.AWS_RANGES,
        "203.0.113.0/24",
        null,
        null,
        service,
        "eu-west-1",
        null);
  }

  private static Holding ours() {
    return new Holding(
        ADDRESS,
        Holding.Known.INVENTORY,
        "203.0.113.0/28",
        "Mail team",
        "123456789012",
        "EC2",
        null,
        null);
  }

  @Test
  void an_address_of_ec2_is_a_customers() {
    var assessment = ENGINE.assess(spam(), AssessmentContext.of(List.of(range("EC2"))));

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.service()).isEqualTo("EC2");
    assertThat(assessment.reasons())
        .anySatisfy(r -> assertThat(r.evidence()).contains("203.0.113.7 in 203.0.113.0/24 (EC2)"));
  }

  @Test
  void an_address_that_customers_share_is_awss_to_follow_first() {
    var assessment = ENGINE.assess(spam(), AssessmentContext.of(List.of(range("CLOUDFRONT"))));

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.autoRoute()).isFalse();
    assertThat(assessment.openQuestions())
        .extracting(OpenQuestion::id)
        .contains(OpenQuestion.ACCOUNT);
  }

  @Test
  void once_the_account_behind_it_is_named_the_work_is_that_customers() {
    var known =
        new AssessmentContext(
            List.of(range("CLOUDFRONT")), Map.of(OpenQuestion.ACCOUNT, "123456789012"));

    var assessment = ENGINE.assess(spam(), known);

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.openQuestions()).isEmpty();
  }

  @Test
  void names_the_owner_that_the_inventory_knows() {
    var assessment =
        ENGINE.assess(spam(), AssessmentContext.of(List.of(ours(), range("CLOUDFRONT"))));

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.reasons())
        .anySatisfy(r -> assertThat(r.evidence()).contains("held by Mail team"));
  }

  @Test
  void abuse_of_nobody_we_know_leaves_aws_something_to_enforce() {
    assertThat(ENGINE.assess(spam(), AssessmentContext.NOTHING).enforcement()).contains("suspend");
  }

  @Test
  void what_is_our_own_we_stop_ourselves() {
    assertThat(ENGINE.assess(spam(), AssessmentContext.of(List.of(ours()))).enforcement()).isNull();
  }

  @Test
  void a_victims_address_says_nothing_about_the_side() {
    var target =
        new Holding(
            new Indicator(IndicatorType.IPV4, "203.0.113.9", Indicator.Role.TARGET),
            Holding.Known.AWS_RANGES,
            "203.0.113.0/24",
            null,
            null,
            "CLOUDFRONT",
            null,
            null);

    assertThat(ENGINE.assess(spam(), AssessmentContext.of(List.of(target))).responsibility())
        .isEqualTo(Responsibility.CUSTOMER);
  }

  @Test
  void a_health_check_of_ones_own_is_no_pool_of_awss() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Failover did not work")
                .text(
                    "The Route 53 health check pointed to the wrong host name since we copied it"
                        + " from the other environment.")
                .parsed());

    assertThat(assessment.reasons()).noneMatch(r -> r.signal().equals("shared-service-pool"));
  }
}
