package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it happened, from the words of a report. */
class StatedFactsTest {

  @Test
  void of_rows_that_begin_with_an_address_the_earliest_counts() {
    var rows =
        "Hosts:\n\n  203.0.113.32*   [9 hits]    last: Tue, 24 Nov 2026 06:05 PM EST\n"
            + "  203.0.113.33+*  [120 hits]  last: Mon, 23 Nov 2026 11:50 PM EST\n";

    assertThat(StatedFacts.date(rows)).isEqualTo(Instant.parse("2026-11-24T04:50:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "203.0.113.1 (H)|  - Sat, 21 Nov 2026 11:00AM PST|203.0.113.2|  - Sat, 21 Nov 2026 09:00AM"
            + " PST; 2026-11-21T17:00:00Z",
        "Hosts:|* 2026-11-21 18:30 CET|* 2026-11-20 18:30 CET; 2026-11-20T17:30:00Z",
        "It was on Sat, 21 Nov 2026 11:05 PM GMT that it began; 2026-11-21T23:05:00Z",
        "Date: 2026-11-22 10:00 UTC|- 2026-11-20 10:00 UTC; 2026-11-22T10:00:00Z"
      })
  void a_label_counts_before_the_earliest_of_a_list_and_that_before_running_text(
      String text, String expected) {
    assertThat(StatedFacts.date(text.replace('|', '\n'))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "该主机自2026年11月22日14:05:11（北京时间，UTC+8）起攻击我方。 | 2026-11-22T06:05:11Z",
        "攻击始于二〇二六年十一月二十二日下午两点零五分（北京时间）。 | 2026-11-22T06:05:00Z",
        "以下時間均為台北時間。2026年11月22日上午9時開始。 | 2026-11-22T01:00:00Z",
        "2026年11月22日（日）14時05分11秒（日本時間）に検知しました。 | 2026-11-22T05:05:11Z",
        "令和8年11月22日午後2時半（JST）から続いています。 | 2026-11-22T05:30:00Z",
        "２０２６年１１月２２日　１４：０５頃 | 2026-11-22T14:05:00Z",
        "2026年11月22日14时05分（UTC-5） | 2026-11-22T19:05:00Z"
      })
  void a_time_in_chinese_or_japanese_words(String text, Instant at) {
    assertThat(StatedFacts.date(text)).isEqualTo(at);
  }
}
