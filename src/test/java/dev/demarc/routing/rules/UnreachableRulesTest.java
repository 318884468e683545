package dev.demarc.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.CpuTime;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules can never hold. */
class UnreachableRulesTest {

  private static Optional<String> whyNever(String... whens) {
    var rules =
        IntStream.range(0, whens.length)
            .mapToObj(
                i ->
                    Rule.of(
                        "r" + (i + 1),
                        whens[i].replaceFirst("^\\+", ""),
                        Gives.to("q"),
                        whens[i].startsWith("+")))
            .toList();
    return UnreachableRules.neverReachedBecause(rules, whens.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "severity:high severity:low",
        "severity:>=high severity:<high",
        "part:aws -part:aws",
        "-part:aws,customer",
        "category:spam -category:spam,phishing",
        "confidence:>=0.8 confidence:<0.8",
        "reporter:a@b.example -reporter:@b.example",
        "reporter:a@b.example reporter:@c.example",
        "owner:shop -owner:shop",
        "tag:team=a -tag:team=a,team=b",
      })
  void conditions_that_exclude_each_other_are_told(String when) {
    assertThat(whyNever(when)).hasValueSatisfying(why -> assertThat(why).contains("exclude"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "severity:high,low severity:low",
        "tag:team=a tag:team=b",
        "tag:team=a,team=b -tag:team=a",
        "reporter:@b.example -reporter:a@b.example",
        "confidence:>=0.5 confidence:<0.8",
        "-confidence:0.2..0.4",
        "owner:none -tag:team=a",
      })
  void conditions_that_can_be_fulfilled_are_let_be(String when) {
    assertThat(whyNever(when)).isEmpty();
  }

  @Test
  void a_rule_behind_one_that_takes_everything_of_its_is_told_which() {
    assertThat(whyNever("part:aws", "category:spam", "category:spam severity:high"))
        .hasValueSatisfying(why -> assertThat(why).contains("rule 2 “r2” before it"));
    assertThat(whyNever("-owner:shop", "owner:mail")).isPresent();
    assertThat(whyNever("reporter:@partner.example", "reporter:soc@eu.partner.example"))
        .isPresent();
    assertThat(whyNever("confidence:<0.9", "confidence:0.5..0.6")).isPresent();
    assertThat(whyNever("tag:team=a,team=b", "tag:team=a")).isPresent();
  }

  @Test
  void rules_that_take_everything_together_are_all_named() {
    assertThat(whyNever("is:unsure", "part:aws", "account:none", "part:customer", "category:spam"))
        .hasValueSatisfying(
            why ->
                assertThat(why).contains("together").contains("r1").contains("r2").contains("r4"));
    assertThat(whyNever("confidence:<0.5", "confidence:>=0.5", "severity:low")).isPresent();
    assertThat(whyNever("severity:>=high", "severity:medium", "severity:<high category:spam"))
        .isEmpty();
  }

  @Test
  void a_rule_that_goes_on_is_in_nobodys_way() {
    assertThat(whyNever("+", "category:spam")).isEmpty();
    assertThat(whyNever("+category:spam", "category:spam")).isEmpty();
  }

  @Test
  void a_rule_that_takes_a_part_only_is_in_nobodys_way() {
    assertThat(whyNever("category:spam severity:high", "category:spam")).isEmpty();
    assertThat(whyNever("tag:team=a", "tag:team=a,team=b")).isEmpty();
    assertThat(whyNever("owner:shop", "-owner:mail")).isEmpty();
  }

  /** Against every case there can be, over fields that have few values. */
  @Test
  void what_is_said_agrees_with_trying_every_case() {
    var random = new Random(20_261_128);
    var all = everyCase();
    int never = 0;
    for (int round = 0; round < 2000; round++) {
      var rules = new ArrayList<Rule>();
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        rules.add(Rule.of("r" + i, when(random), Gives.to("q"), random.nextInt(6) == 0));
      }
      int last = count - 1;
      boolean reached =
          all.stream()
              .anyMatch(
                  facts ->
                      rules.get(last).holdsFor(facts)
                          && rules.subList(0, last).stream()
                              .noneMatch(r -> !r.goesOn() && r.holdsFor(facts)));
      assertThat(UnreachableRules.neverReachedBecause(rules, last).isEmpty())
          .as(rules.toString())
          .isEqualTo(reached);
      never += reached ? 0 : 1;
    }
    assertThat(never).isBetween(100, 1900);
  }

  private static String when(Random random) {
    var words =
        List.of(
            "part:aws",
            "-part:aws",
            "part:customer",
            "is:unsure",
            "-is:unsure",
            "severity:>=high",
            "severity:low,medium",
            "-severity:critical",
            "severity:low..high",
            "tag:team=a",
            "-tag:team=a",
            "tag:team=a,team=b",
            "-tag:team=a,team=b",
            "confidence:>=0.5",
            "confidence:<0.8",
            "-confidence:0.5..0.8");
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> words.get(random.nextInt(words.size())))
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }

  private static List<Facts> everyCase() {
    var all = new ArrayList<Facts>();
    for (var part : Side.values()) {
      for (var severity : Severity.values()) {
        for (var tags :
            List.of(
                Set.of("x=y"), Set.of("team=a"), Set.of("team=b"), Set.of("team=a", "team=b"))) {
          for (var confidence : List.of(0.3, 0.6, 0.9)) {
            for (var unsure : List.of(true, false)) {
              all.add(
                  new Facts(
                      part,
                      Responsibility.SHARED,
                      unsure,
                      confidence,
                      Category.SPAM,
                      null,
                      severity,
                      null,
                      null,
                      null,
                      tags,
                      null,
                      null,
                      null,
                      ReporterRecord.NONE));
            }
          }
        }
      }
    }
    return all;
  }

  @Test
  void many_rules_are_looked_at_in_a_short_time() {
    var rules = new ArrayList<Rule>();
    for (int i = 0; i < 300; i++) {
      rules.add(
          Rule.of(
              "r" + i,
              "account:"
                  + (100_000_000_000L + i)
                  + " -owner:o"
                  + i
                  + " severity:>=medium tag:t="
                  + i,
              Gives.to("q"),
              false));
    }
    long spent =
        CpuTime.of(
            () -> {
              for (int i = 0; i < rules.size(); i++) {
                assertThat(UnreachableRules.neverReachedBecause(rules, i)).isEmpty();
              }
            });
    assertThat(spent).isLessThan(20_000_000_000L);
  }
}
