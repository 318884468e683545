package dev.demarc.formats.intel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.intel.StixPattern.Comparison;
import dev.demarc.shared.CpuTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StixPatternTest {

  private static List<String> values(String pattern) {
    return StixPattern.of(pattern).stream().map(Comparison::value).toList();
  }

  @Test
  void comparisons_that_are_joined_in_any_way_all_count() {
    assertThat(
            values(
                "([ipv4-addr:value='192.0.2.1' AND url:value = 'http://a.example/'] FOLLOWEDBY"
                    + " [domain-name:value = 'b.example' OR domain-name:value = 'c.example'])"
                    + " WITHIN 60 SECONDS START t'2026-11-01T00:00:00Z' STOP"
                    + " t'2026-11-02T00:00:00Z'"))
        .containsExactly("192.0.2.1", "http://a.example/", "b.example", "c.example");
  }

  @Test
  void each_of_a_list_counts() {
    assertThat(values("[ipv4-addr:value IN ('192.0.2.1','192.0.2.2' , '192.0.2.3')]"))
        .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ipv4-addr:value != '192.0.2.1']",
        "[ipv4-addr:value NOT = '192.0.2.1']",
        "[ipv4-addr:value NOT IN ('192.0.2.1', '192.0.2.2')]",
        "[domain-name:value LIKE '%.example']",
        "[domain-name:value MATCHES '^a.*$']",
        "[network-traffic:dst_port = 443]",
        "[file:created > t'2026-11-01T00:00:00Z']",
        "'192.0.2.1'",
        "[]",
        ""
      })
  void what_is_excluded_or_fits_many_names_nobody(String pattern) {
    assertThat(StixPattern.of(pattern)).isEmpty();
  }

  @Test
  void quotes_brackets_and_backslashes_inside_a_value_belong_to_it() {
    assertThat(values("[file:name = 'it\\'s [a:b = \\'c\\'] \\\\' AND url:value = 'http://x'] "))
        .containsExactly("it's [a:b = 'c'] \\", "http://x");
  }

  @Test
  void quoted_names_and_places_of_lists_belong_to_the_path() {
    assertThat(
            StixPattern.of(
                "[file:hashes.'SHA-256' = 'ff' AND email-message:to_refs[*].value = 'a@b.example'"
                    + " AND network-traffic:extensions.'http-request-ext'.request_header.Host"
                    + " = 'c.example']"))
        .extracting(Comparison::path)
        .containsExactly(
            "file:hashes.SHA-256",
            "email-message:to_refs[*].value",
            "network-traffic:extensions.http-request-ext.request_header.Host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[url:value = 'http://a",
        "[url:value IN ('a', ",
        "[url:value =",
        "[a:b.'",
        "a:b["
      })
  void a_pattern_that_breaks_off_is_read_as_far_as_it_goes(String pattern) {
    assertThat(values(pattern)).allMatch(value -> !value.isBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", "'", "a:b.'", "a:b[1]", "a:b IN (", "\\", "a:b = 'c' OR "})
  void the_time_grows_with_the_length(String piece) {
    CpuTime.within(
        Duration.ofSeconds(2), () -> StixPattern.of(piece.repeat(5_000_000 / piece.length())));
  }
}
