package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyRuleTest {

  @ParameterizedTest
  @CsvSource({
    "/sign-in, application/x-www-form-urlencoded, 8192, true",
    "/sign-in/, , 8192, true",
    "/sign-out, application/x-www-form-urlencoded, 262144, false",
    "/settings/people, application/x-www-form-urlencoded, 262144, false",
    "/cases/DM-1/notes, application/x-www-form-urlencoded, 262144, false",
    "/responsibility, application/x-www-form-urlencoded, 8388608, false",
    "/responsibility/policies/1, application/x-www-form-urlencoded, 8388608, false",
    "/inventory/imports, application/x-www-form-urlencoded, 8388608, false",
    "/reports/new, application/x-www-form-urlencoded, 8388608, false",
    "/reportsx, application/x-www-form-urlencoded, 262144, false",
    "/report-abuse, application/x-www-form-urlencoded, 131072, true",
    "/report-abuse, multipart/form-data;boundary=x, 25131072, true",
    "/report-abuse/ABC/files, Multipart/form-data;boundary=x, 25131072, true",
    "/api/v1/sns, text/plain, 1048576, true",
    "/api/v1/reports, application/json, 26214400, false",
    "/api/v1/reports, application/x-ndjson, 268435456, false",
    "/api/v1/reports/, text/csv;header=present, 268435456, false",
    "/api/v1/assessments, text/csv, 26214400, false",
    "/v1/abuse, application/json, 5242880, false",
    "/q/health, , 0, false",
    "/console.css, , 0, false",
  })
  void each_address_takes_what_it_needs(
      String path, String contentType, long most, boolean isOpen) {
    var rule = BodyRule.of(path, contentType, -1);
    assertThat(rule.most()).isEqualTo(most);
    assertThat(rule.isOpen()).isEqualTo(isOpen);
  }

  @Test
  void a_form_of_strangers_without_files_is_taken_among_the_short_ones() {
    var files = "multipart/form-data;boundary=x";
    assertThat(BodyRule.of("/report-abuse", files, 131_072).isOfFiles()).isFalse();
    assertThat(BodyRule.of("/report-abuse", files, 131_073).isOfFiles()).isTrue();
    assertThat(BodyRule.of("/report-abuse", files, -1).isOfFiles()).isTrue();
    assertThat(BodyRule.of("/api/v1/reports", files, -1).isOfFiles()).isFalse();
  }
}
