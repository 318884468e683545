package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import org.junit.jupiter.api.Test;

/** An earlier mail, a signature and a disclaimer do not decide about the new mail. */
class QuotationTest {

  private static final Engine ENGINE = new Engine();

  @Test
  void own_words_outweigh_a_quoted_mail() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Re: your instance")
                .text(
                    """
                    This turned out to be a power outage in the Availability Zone.

                    On Mon, 23 Nov 2026 at 10:00, Ann wrote:
                    > The instance was compromised and runs a cryptominer.
                    > Please rotate the leaked access keys.
                    """)
                .parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(assessment.reasons().get(0).signal()).isEqualTo("facility-failed");
  }

  @Test
  void a_quoted_mail_counts_for_less_than_the_same_words_of_ones_own() {
    var own = ENGINE.assess(Reports.saying("The instance runs a cryptominer.").parsed());
    var quoted = ENGINE.assess(Reports.saying("> The instance runs a cryptominer.").parsed());

    assertThat(quoted.reasons()).isNotEmpty();
    assertThat(quoted.confidence()).isLessThan(own.confidence());
  }

  @Test
  void a_forwarded_report_is_read_in_full() {
    String report = "> Your host 203.0.113.7 is port scanning our network.";
    var forwarded = ENGINE.assess(Reports.titled("Fwd: complaint").text(report).parsed());
    var replied = ENGINE.assess(Reports.titled("Re: complaint").text(report).parsed());

    assertThat(forwarded.confidence()).isGreaterThan(replied.confidence());
  }

  @Test
  void what_stands_below_an_outlook_reply_is_quoted() {
    var assessment =
        ENGINE.assess(
            Reports.titled("RE: question")
                .text(
                    """
                    Thanks, that is clear now.

                    -----Original Message-----
                    From: Ann
                    The instance runs a cryptominer.
                    """)
                .parsed());

    assertThat(assessment.reasons()).allMatch(r -> r.weight() < 1.5);
  }

  @Test
  void disclaimers_and_signatures_are_left_out() {
    var assessment =
        ENGINE.assess(
            Reports.titled("Question")
                .text(
                    """
                    Could you call me back?

                    This e-mail is confidential and intended solely for the intended recipient.
                    It has been scanned for viruses and malware; unauthorized access is prohibited.

                    --\s
                    Example Ltd, experts for ransomware and phishing
                    """)
                .parsed());

    assertThat(assessment.reasons()).isEmpty();
    assertThat(assessment.autoRoute()).isFalse();
  }
}
