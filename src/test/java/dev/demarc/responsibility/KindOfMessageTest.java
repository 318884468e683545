package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kind of message it is comes before the layers that it names. */
class KindOfMessageTest {

  private static final Engine ENGINE = new Engine();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHARED | Kafka 2.8 leaves standard support on 4 May. Brokers that remain are upgraded by AWS.
          SHARED | Reminder: end of support for Python 3.8 on 14 October. Move your functions before.
          SHARED | The RDS certificate authority expires in August; clients have to trust the new one.
          SHARED | A mandatory service software update is available for your domain.
          AWS | Your instance i-0abc is scheduled for retirement, the hardware under it has degraded.
          AWS | We will perform planned maintenance on the router that ends your connection on 3 June.
          AWS | Security bulletin: an issue in the console was resolved. No customer action is required.
          SHARED | Security bulletin: the CLI before 2.9 leaks tokens. You should upgrade to 2.9.
          """)
  void decides_the_side(Responsibility side, String text) {
    var assessment = ENGINE.assess(Reports.titled("Notice").text(text).parsed());

    assertThat(assessment.responsibility()).isEqualTo(side);
    assertThat(assessment.autoRoute()).isTrue();
  }

  @Test
  void of_planned_maintenance_the_customer_has_a_part_of_its_own() {
    var planned =
        ENGINE.assess(
            Reports.titled("Notice")
                .text("Your instance i-0abc is scheduled for retirement on 2 April.")
                .parsed());
    var broken =
        ENGINE.assess(
            Reports.titled("Status")
                .text("AWS Support says that the hardware under our instance has failed.")
                .service("EC2")
                .parsed());

    assertThat(planned.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(planned.sides()).containsExactly(Side.AWS, Side.CUSTOMER);
    assertThat(planned.taskOf(Side.CUSTOMER)).startsWith("Before the date");
    assertThat(broken.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(broken.sides()).containsExactly(Side.AWS);
  }

  @Test
  void a_certificate_that_could_not_be_renewed_is_no_notice_of_a_change() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Certificate could not be renewed")
                .text(
                    "ACM was unable to renew the certificate for shop.example because the"
                        + " validation CNAME is no longer found. Put the record back and we will"
                        + " renew it.")
                .service("ACM")
                .parsed());

    assertThat(assessment.category().slug()).isEqualTo("misconfiguration");
    assertThat(assessment.responsibility()).isEqualTo(Responsibility.SHARED);
  }
}
