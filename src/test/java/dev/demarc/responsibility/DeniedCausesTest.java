package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text that denies a cause, in whatever form, is routed to nobody on it. */
class DeniedCausesTest {

  private static final Engine ENGINE = new Engine();

  /** A cause as a clause and as a noun. */
  private record Cause(String clause, String noun) {}

  private static final List<Cause> CAUSES =
      List.of(
          new Cause("the access keys were leaked", "a leak of the access keys"),
          new Cause("there was an outage of S3 in us-east-1", "an S3 outage in us-east-1"),
          new Cause("the bucket was public", "a public bucket"),
          new Cause("the instance was compromised", "a compromised instance"),
          new Cause("a flaw in Glue exposed other tenants' data", "a cross-tenant flaw in Glue"),
          new Cause("the JDBC driver is vulnerable", "a flaw in the JDBC driver"),
          new Cause("the hardware of the host failed", "a hardware failure of the host"),
          new Cause("the site hosts a phishing page", "a phishing page on the site"),
          new Cause("the server sends spam", "spam from the server"),
          new Cause("the cooling of the data centre failed", "overheating in the data centre"));

  private static final List<String> OF_CLAUSES =
      List.of(
          "We ruled out that %s.",
          "AWS denied that %s.",
          "The theory that %s is wrong.",
          "Nobody found that %s.",
          "There is no indication that %s.",
          "Investigators dismissed the claim that %s.",
          "The allegation that %s was dropped.",
          "It has been disproved that %s.",
          "The rumour that %s is unfounded.",
          "Could it be that %s?",
          "Experts doubt that %s.",
          "Forensics refuted the suspicion that %s.");

  private static final List<String> OF_NOUNS =
      List.of(
          "By now %s can be excluded.",
          "The investigation excluded %s.",
          "We looked for %s and found none.",
          "It looked like %s but it was not.",
          "Reports of %s are false.",
          "Was it %s? No.",
          "We no longer suspect %s.",
          "The cause was not %s.",
          "What happened has nothing to do with %s.",
          "In the end %s turned out to be a false alarm.",
          "The audit cleared us of %s.");

  static Stream<String> denials() {
    return Stream.concat(
        OF_CLAUSES.stream().flatMap(f -> CAUSES.stream().map(c -> f.formatted(c.clause()))),
        OF_NOUNS.stream().flatMap(f -> CAUSES.stream().map(c -> f.formatted(c.noun()))));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void no_denied_cause_is_routed(String text) {
    assertThat(ENGINE.assess(Reports.titled("Review").text(text).parsed()).autoRoute()).isFalse();
  }

  static Stream<String> assertions() {
    return CAUSES.stream()
        .filter(c -> !c.clause().contains("hosts"))
        .map(c -> "We found that %s.".formatted(c.clause()));
  }

  @ParameterizedTest
  @MethodSource("assertions")
  void the_same_cause_asserted_is_a_specific_reason(String text) {
    var reasons = ENGINE.assess(Reports.titled("Review").text(text).parsed()).reasons();

    assertThat(reasons).anyMatch(r -> !r.signal().equals("text-model") && r.weight() >= 2);
  }
}
