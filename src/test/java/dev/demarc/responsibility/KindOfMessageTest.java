package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

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
}
