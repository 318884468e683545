package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition;
import dev.demarc.finding.filter.Condition.Finds;
import dev.demarc.finding.filter.Condition.Measure;
import dev.demarc.finding.filter.Condition.Terms;
import dev.demarc.finding.filter.Condition.Within;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.finding.filter.FilterMistake;
import dev.demarc.finding.filter.FilterParser;
import dev.demarc.finding.filter.IndexLookup;
import dev.demarc.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID DESK = UUID.fromString("01930000-0000-7000-8000-000000000003");

  private static CaseQuery parse(String text) {
    return FilterParser.parse(
        text, Sort.CLOCK, "q", new FilterContext(NOW, "ana", Map.of("abuse-desk", DESK)));
  }

  private static Condition only(String text) {
    assertThat(parse(text).conditions()).hasSize(1);
    return parse(text).conditions().get(0);
  }

  @Test
  void what_no_rule_gave_a_priority_is_normal() {
    assertThat(only("priority:high")).isEqualTo(new Terms(false, List.of("priority:high")));
    assertThat(only("priority:>=high"))
        .isEqualTo(new Terms(false, List.of("priority:urgent", "priority:high")));
    assertThat(only("priority:normal,low"))
        .isEqualTo(new Terms(true, List.of("priority:urgent", "priority:high")));
    assertThat(only("-priority:normal"))
        .isEqualTo(new Terms(false, List.of("priority:urgent", "priority:high", "priority:low")));
    assertThat(only("-priority:>=low")).isEqualTo(new Terms(false, List.of("priority:none")));
  }

  @ParameterizedTest
  @CsvSource({
    "status:open, status:open",
    "STATUS:Open, status:open",
    "status:in_progress, work:in-progress",
    "side:aws, side:aws",
    "responsibility:SHARED, side:shared",
    "queue:abuse-desk, queue:01930000-0000-7000-8000-000000000003",
    "assignee:me, assignee:ana",
    "assignee:none, is:unassigned",
    "category:Port_Scan, category:port-scan",
    "service:\"ECS on Fargate\", service:ecs on fargate",
    "account:1234-5678-9012, account:123456789012",
    "owner:Payments, owner:payments",
    "format:xarf-v4, format:xarf-v4",
    "outcome:false_positive, outcome:false-report",
    "outcome:Not_Ours, outcome:not-ours",
    "tlp:AMBER+STRICT, tlp:amber-strict",
    "is:unsure, is:unsure",
    "is:waiting, work:waiting"
  })
  void a_name_and_a_value_ask_for_one_term(String text, String term) {
    assertThat(only(text)).isEqualTo(new Terms(false, List.of(term)));
  }

  @Test
  void several_values_are_alternatives_and_a_minus_takes_them_away() {
    assertThat(only("severity:high,critical"))
        .isEqualTo(new Terms(false, List.of("severity:high", "severity:critical")));
    assertThat(only("-service:EC2,\"ECS on Fargate\""))
        .isEqualTo(new Terms(true, List.of("service:ec2", "service:ecs on fargate")));
    assertThat(only("-side:aws"))
        .isEqualTo(new Terms(false, List.of("side:customer", "side:shared")));
    assertThat(only("severity:>=high"))
        .isEqualTo(new Terms(false, List.of("severity:high", "severity:critical")));
  }

  @ParameterizedTest
  @CsvSource({
    "opened:>2026-11-01, 2026-11-02T00:00:00Z,",
    "opened:>=2026-11-01, 2026-11-01T00:00:00Z,",
    "opened:2026-11, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
    "opened:2026, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "opened:today, 2026-11-28T00:00:00Z, 2026-11-29T00:00:00Z",
    "opened:2026-11-01..2026-11-07, 2026-11-01T00:00:00Z, 2026-11-08T00:00:00Z",
    "opened:<24h, 2026-11-27T12:00:00Z,",
    "opened:>7d, , 2026-11-21T12:00:00Z",
    "due:<24h, , 2026-11-29T12:00:00Z",
    "due:>2d, 2026-11-30T12:00:00Z,",
    "is:overdue, , 2026-11-28T12:00:00Z",
    "is:breaching, , 2026-11-28T13:00:00Z",
    "updated:<=2026-11-01T10:00:00Z, , 2026-11-01T10:00:00.000001Z"
  })
  void times_are_ranges(String text, Instant from, Instant until) {
    var within = (Within) only(text);
    assertThat(within.from()).isEqualTo(from);
    assertThat(within.until()).isEqualTo(until);
  }

  @Test
  void numbers_are_ranges() {
    assertThat(only("reports:>=10")).isEqualTo(new Within(false, Measure.REPORTS, 10, null));
    assertThat(only("reports:>10")).isEqualTo(new Within(false, Measure.REPORTS, 11, null));
    assertThat(only("-reports:2..9")).isEqualTo(new Within(true, Measure.REPORTS, 2, 10));
    assertThat(only("confidence:<70%")).isEqualTo(new Within(false, Measure.CONFIDENCE, null, 0.7));
  }

  @Test
  void an_unknown_name_is_a_mistake_that_suggests_the_nearest() {
    var mistake =
        catchThrowableOfType(FilterMistake.class, () -> parse("status:open sevrity:high spam"));
    assertThat(mistake).hasMessageContaining("sevrity:high isn't a filter");
    assertThat(mistake).hasMessageContaining("severity:high?");
    assertThat(mistake.errors()).extracting(Problem.FieldError::field).containsExactly("q");
    assertThat(mistake.corrected()).isEqualTo("status:open severity:high spam");
  }

  @Test
  void an_unknown_value_of_a_closed_list_tells_which_there_are() {
    var mistake = catchThrowableOfType(FilterMistake.class, () -> parse("-severity:hihg"));
    assertThat(mistake).hasMessageContaining("low, medium, high, critical");
    assertThat(mistake.corrected()).isEqualTo("-severity:high");
    assertThatThrownBy(() -> parse("queue:secret-team"))
        .hasMessageContaining("There are abuse-desk.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "side:both",
        "status:shut",
        "sort:size",
        "is:late",
        "category:weather",
        "opened:someday",
        "opened:2026-13",
        "opened:99999999999999999y",
        "reports:many",
        "reports:>",
        "due:1,2",
        "severity:",
        "owner:\"\"",
        "severity:high severity:low",
        "case:none",
        "is:open,closed"
      })
  void what_means_nothing_is_named(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(Problem.class).hasMessageStartingWith("q: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hxxps://evil[.]example/a?b=c",
        "arn:aws:s3:::bucket",
        "2001:db8::1",
        "fe80::1",
        "10:15:00",
        "evil.example:8443",
        "localhost\\:80",
        "mailto:x@y.example",
        "\"login: failed\"",
        "dead:beef:cafe::/48",
        ":",
        "-",
        "a-b"
      })
  void what_has_a_colon_and_is_no_filter_is_searched_for(String text) {
    assertThat(only(text)).isInstanceOf(Finds.class);
  }

  @Test
  void the_order_is_part_of_the_filter() {
    assertThat(parse("sort:newest a").sort()).isEqualTo(Sort.NEWEST);
    assertThat(parse("a").sort()).isEqualTo(Sort.CLOCK);
    assertThat(parse("").conditions()).isEmpty();
  }

  @Test
  void very_long_filters_are_refused_and_long_words_are_read() {
    assertThatThrownBy(() -> parse("x".repeat(2_001))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> parse("a ".repeat(31))).isInstanceOf(Problem.class);
    assertThat(only("\"" + "x".repeat(1_900))).isInstanceOf(Finds.class);
  }

  @Test
  void quotes_make_a_phrase_and_a_star_a_beginning() {
    assertThat(((Finds) only("\"open relay\"")).anyOf())
        .contains(new IndexLookup.Text("open relay", IndexLookup.How.PHRASE));
    assertThat(((Finds) only("exfil*")).anyOf())
        .contains(new IndexLookup.Text("exfil", IndexLookup.How.PREFIX));
    assertThat(((Finds) only("-spam")).negated()).isTrue();
  }

  @Test
  void reporters_are_named_by_address_by_domain_or_by_a_beginning() {
    assertThat(((Finds) only("reporter:Abuse@Isp.example")).anyOf())
        .containsExactly(new IndexLookup.Reporter("abuse@isp.example", false));
    assertThat(((Finds) only("reporter:abuse[at]isp[.]example")).anyOf())
        .containsExactly(new IndexLookup.Reporter("abuse@isp.example", false));
    assertThat(((Finds) only("reporter:@isp.example")).anyOf())
        .containsExactly(new IndexLookup.ReporterDomain("isp.example"));
    assertThat(((Finds) only("reporter:abuse")).anyOf())
        .containsExactly(new IndexLookup.Reporter("abuse", true));
  }
}
