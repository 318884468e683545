package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import org.junit.jupiter.api.Test;

class FlawInAManagedServiceTest {

  private static final Engine ENGINE = new Engine();
  private static final String FLAW =
      "A vulnerability in AWS AppSync allowed access to another customer's data.";

  @Test
  void is_aws_and_lights_the_platform() {
    var assessment = ENGINE.assess(Reports.titled("AppSync flaw").text(FLAW).parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.service()).isEqualTo("AppSync");
    assertThat(assessment.layers()).startsWith(Layer.PLATFORM);
  }

  @Test
  void is_shared_where_the_flaw_is_in_software_that_customers_run() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Flaw in the AWS VPN client")
                .text("Versions before 3.9 let local users become root. Please upgrade.")
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.SHARED);
    assertThat(assessment.layers()).startsWith(Layer.PATCH_MANAGEMENT);
    assertThat(assessment.taskOf(Side.AWS)).contains("publish");
    assertThat(assessment.taskOf(Side.CUSTOMER)).contains("Roll the patched version out");
  }

  @Test
  void a_flaw_in_the_customers_own_application_stays_the_customers() {
    var assessment =
        ENGINE.assess(
            Reports.titled("SSRF in our shop")
                .text("A server-side request forgery in the web application read role credentials.")
                .service("EC2")
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.layers()).contains(Layer.APPLICATION);
  }

  @Test
  void guesses_that_a_limit_of_the_service_does_not_stop_are_no_break_in_of_a_customers() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Sign-in throttling")
                .text(
                    "The rate limit on the sign-in page of the AWS console could be got around:"
                        + " password guessing goes on without a pause.")
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.reasons()).noneMatch(r -> r.signal().equals("break-in-tried"));
  }
}
