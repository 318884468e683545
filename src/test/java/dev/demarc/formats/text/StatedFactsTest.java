package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it happened, from the words of a report. */
class StatedFactsTest {

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
}
