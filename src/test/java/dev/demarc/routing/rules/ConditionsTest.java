package dev.demarc.routing.rules;

import static dev.demarc.routing.rules.SomeWork.SPAM;
import static dev.demarc.routing.rules.SomeWork.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private static boolean holds(String when, Facts facts) {
    return Rule.of("r", when, Gives.to("q"), false).holdsFor(facts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "part:customer",
        "part:aws,customer",
        "-part:aws",
        "side:customer,shared",
        "is:sure",
        "-is:unsure",
        "category:spam",
        "category:Port_Scan,spam",
        "-category:phishing,malware",
        "severity:high",
        "severity:>=medium",
        "severity:>medium",
        "severity:<critical",
        "severity:<=high",
        "severity:medium..high",
        "service:ec2,S3",
        "account:123456789012,111122223333",
        "-account:none",
        "region:eu-west-1",
        "owner:\"mail team\"",
        "owner:Shop,\"Mail team\"",
        "tag:team=mail",
        "tag:team=web,team=MAIL",
        "-tag:team=web",
        "env:production",
        "reporter:soc@feeds.partner.example",
        "reporter:@feeds.partner.example",
        "reporter:@partner.example",
        "-reporter:@other.example",
        "format:xarf-v4,arf",
        "channel:rest",
        "confidence:>=0.9",
        "confidence:0.5..0.95",
        "confidence:>=80%",
        "-confidence:<0.5",
        "category:spam severity:>=high env:production",
      })
  void this_work_fulfils(String when) {
    assertThat(holds(when, SPAM)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "part:aws",
        "-part:customer",
        "side:shared",
        "is:unsure",
        "category:phishing",
        "-category:spam",
        "severity:critical",
        "severity:<high",
        "severity:low..medium",
        "service:S3",
        "account:none",
        "account:999999999999",
        "owner:none",
        "owner:mail",
        "tag:team=web",
        "-tag:team=web,team=mail",
        "tag:none",
        "env:test",
        "criticality:high",
        "reporter:@artner.example",
        "reporter:soc@partner.example",
        "reporter:none",
        "format:arf",
        "confidence:<0.9",
        "confidence:>=0.91",
        "category:spam severity:critical",
      })
  void this_work_does_not_fulfil(String when) {
    assertThat(holds(when, SPAM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account:none owner:none reporter:none tag:none region:none service:none",
        "-owner:\"Mail team\"",
        "-tag:team=mail",
        "-reporter:@partner.example"
      })
  void what_is_not_known_is_none_and_is_not_what_is_named(String when) {
    assertThat(holds(when, unknown())).isTrue();
    assertThat(holds(when, SPAM)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "categroy:spam | did you mean category?",
        "priority:high | There are part, side, is, category",
        "category:spamm | did you mean spam?",
        "severity:hihg | did you mean high?",
        "severity:<low | nothing is <low",
        "severity:high..low | write the lower one first",
        "side:us | none of aws, customer, shared",
        "is:new | none of unsure, sure",
        "account:1234 | twelve digits",
        "tag:production | tag:team=payments",
        "confidence:high | no range",
        "confidence:>=1.5 | from 0 to 1",
        "confidence:0.8..0.5 | no range",
        "confidence:>=0.5,<0.8 | one range",
        "category: | a value is missing",
        "category:spam,,phishing | a value is missing",
        "owner:\"Mail | a quote is not closed",
        "spam | is no condition",
        "category | is no condition",
      })
  void what_cannot_be_read_is_refused_with_what_to_write(String when, String message) {
    assertThatThrownBy(() -> holds(when, SPAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void an_outcome_says_what_is_and_what_was_wanted() {
    var condition = RuleText.conditions("severity:critical").get(0).of(SPAM);
    assertThat(condition.holds()).isFalse();
    assertThat(condition.is()).isEqualTo("severity is high");
    assertThat(condition.wants()).isEqualTo("wants critical");
    assertThat(RuleText.conditions("confidence:0.5..0.8").get(0).of(SPAM).wants())
        .isEqualTo("wants 0.50 or more and below 0.80");
    assertThat(RuleText.conditions("-owner:none").get(0).of(unknown()).is())
        .isEqualTo("owner is not known");
  }

  @Test
  void text_of_any_size_is_read_or_refused_and_never_fails_otherwise() {
    for (var text :
        new String[] {
          "a:".repeat(2000),
          "-".repeat(500),
          ":",
          "-:",
          "\"",
          "category:\"\"",
          ",",
          "tag:=x",
          "owner:" + "x,".repeat(300) + "x",
          "is:sure ".repeat(50)
        }) {
      assertThatThrownBy(() -> RuleText.conditions(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_reporter_s_false_reports_are_a_condition_and_the_tester_counts_them() {
    var often = SomeWork.SPAM.with(new ReporterRecord(9, 7));
    for (var holds : List.of("false-share:>=75%", "false-reports:>=7", "-false-share:<0.5")) {
      assertThat(RuleText.conditions(holds).get(0).of(often).holds()).as(holds).isTrue();
    }
    for (var fails : List.of("false-share:>=0.8", "false-reports:8..20", "false-share:<50%")) {
      assertThat(RuleText.conditions(fails).get(0).of(often).holds()).as(fails).isFalse();
    }
    assertThat(RuleText.conditions("false-reports:>=8").get(0).of(often))
        .isEqualTo(
            new RuleCondition.Outcome(
                false, "this reporter: 7 of 9 reports were false", "wants 8 or more"));
    // who is new has done nothing wrong
    assertThat(RuleText.conditions("false-share:<0.1").get(0).of(SomeWork.SPAM))
        .isEqualTo(
            new RuleCondition.Outcome(
                true, "no report of this reporter is settled", "wants below 0.10"));
    for (var wrong : List.of("false-reports:>=1.5", "false-share:>=2", "false-reports:>=-1")) {
      assertThatThrownBy(() -> RuleText.conditions(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
