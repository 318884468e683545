package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a sender, a product or a feature says nothing about what happened. */
class ProductNamesTest {

  private static final Engine ENGINE = new Engine();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We are writing about our Shadowserver subscription.",
        "The Honeypot Project invites its members to the yearly meeting.",
        "Our DDoS protection was renewed for another year.",
        "Please whitelist the Snort and Suricata update servers.",
        "Fail2ban is installed on all hosts."
      })
  void a_name_alone_routes_nothing(String text) {
    var assessment = ENGINE.assess(Reports.titled("Information").text(text).parsed());

    assertThat(assessment.autoRoute()).as(assessment.toString()).isFalse();
  }
}
