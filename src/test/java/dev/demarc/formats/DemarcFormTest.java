package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemarcFormTest {

  @Test
  void when_it_happened_the_words_say_where_the_field_does_not() {
    var words = "'description': 'Since 04:15 UTC on 24 November 2026 192.0.2.1 floods us.'";
    var received = Instant.parse("2026-11-24T09:00:00Z");

    assertThat(read("{" + words + "}", received).occurredAt())
        .isEqualTo(Instant.parse("2026-11-24T04:15:00Z"));
    assertThat(read("{" + words + ", 'occurredAt': '2026-11-20T00:00:00Z'}", received).occurredAt())
        .isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
  }

  private static ParsedReport read(String json, Instant received) {
    var raw = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Samples.read(new Submission(raw, "application/json", received));
  }

  @Test
  void a_title_alone_is_enough() {
    var report = Samples.read(Samples.json("{'title': 'Port scan from 203.0.113.7'}"));
    assertThat(report.format()).isEqualTo("demarc");
    assertThat(report.text()).isEqualTo("Port scan from 203.0.113.7");
    assertThat(report.indicators())
        .containsExactly(new Indicator(IndicatorType.IPV4, "203.0.113.7", Role.SOURCE));
  }

  @Test
  void every_field_is_read() {
    var report =
        Samples.read(
            Samples.json(
                """
                {'title': 't', 'description': 'see hxxp://evil[.]example/a', 'category': 'port_scan',
                 'service': 'EC2', 'occurredAt': '2026-11-20T11:15:00+01:00',
                 'reporter': {'name': 'N', 'email': 'N@Example.ORG', 'organization': 'O'},
                 'sources': ['203.0.113.7', 'arn:aws:s3:::bucket-a/key'], 'targets': ['2001:DB8::0:1'],
                 'accountId': '123456789012', 'region': 'eu-west-1', 'severity': 'high',
                 'externalId': 'x-1', 'tlp': 'amber'}\
                """));
    assertThat(report.category()).isEqualTo(Category.PORT_SCAN);
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-20T10:15:00Z"));
    assertThat(report.reporter()).isEqualTo(new ParsedReport.Reporter("N", "N@example.org", "O"));
    assertThat(report.severity()).isEqualTo(Severity.HIGH);
    assertThat(report.tlp()).isEqualTo("AMBER");
    assertThat(report.indicators())
        .contains(
            new Indicator(IndicatorType.IPV4, "203.0.113.7", Role.SOURCE),
            new Indicator(IndicatorType.ARN, "arn:aws:s3:::bucket-a/key", Role.SOURCE),
            new Indicator(IndicatorType.S3_BUCKET, "bucket-a", Role.SOURCE),
            new Indicator(IndicatorType.IPV6, "2001:db8::1", Role.TARGET),
            new Indicator(IndicatorType.EMAIL, "N@example.org", Role.REPORTER),
            new Indicator(IndicatorType.URL, "http://evil.example/a", Role.MENTIONED));
  }

  @Test
  void every_broken_rule_is_told_at_once() {
    assertThat(
            fieldsRefused(
                """
                {'title': 5, 'category': 'nonsense', 'severity': 'worst', 'occurredAt': 'yesterday',
                 'accountId': '12', 'reporter': {'email': 'nobody', 'phone': '1'}, 'sources': ['1.2.3'],
                 'targets': 'x', 'colour': 'red', 'region': 'here', 'tlp': 'PINK'}\
                """))
        .containsExactlyInAnyOrder(
            "title",
            "category",
            "severity",
            "occurredAt",
            "accountId",
            "reporter.email",
            "reporter.phone",
            "sources[0]",
            "targets",
            "colour",
            "region",
            "tlp");
  }

  @Test
  void json_of_no_known_format_is_told_what_is_expected() {
    assertThat(fieldsRefused("{}")).containsExactly("title");
    assertThat(fieldsRefused("{'foo': 1}")).contains("foo", "title");
    assertThat(fieldsRefused("[1]")).containsExactly("");
    assertThat(fieldsRefused("{'title': '  '}")).containsExactly("title");
  }

  @Test
  void no_text_that_a_database_refuses_comes_through() {
    var report =
        Samples.read(
            Samples.json(
                "{'title': 'a\\u0000b', 'externalId': 'c\\u0000d', 'description':"
                    + " 'http://a.example/\\u0000x'}"));
    assertThat(report.toString()).doesNotContain("\u0000");
  }

  @Test
  void broken_json_is_unreadable_and_says_where() {
    var refusal =
        catchThrowableOfType(
            UnreadableReport.class, () -> Samples.read(Samples.json("{'title': 'x',}")));
    assertThat(refusal).hasMessageContaining("line 1");
    assertThat(refusal.errors()).isEmpty();
    assertThat(catchThrowableOfType(UnreadableReport.class, () -> Samples.read(Samples.json(""))))
        .isNotNull();
  }

  private static java.util.List<String> fieldsRefused(String json) {
    var refusal =
        catchThrowableOfType(MalformedReport.class, () -> Samples.read(Samples.json(json)));
    return refusal.errors().stream().map(MalformedReport.FieldError::field).toList();
  }
}
