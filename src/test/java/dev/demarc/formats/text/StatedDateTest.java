package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Thu, 29 Apr 2015 23:34:45 +0000;            2015-04-29T23:34:45Z",
        "Wed, 14 Apr 2010 12:15:31 -0700 (PDT);      2010-04-14T19:15:31Z",
        "14 Apr 2010 12:15:31 PDT;                   2010-04-14T19:15:31Z",
        "10 Jul 2024 02:21:07 UTC;                   2024-07-10T02:21:07Z",
        "02 Jan 25 03:04 UTC;                        2025-01-02T03:04:00Z",
        "2026-04-17T17:02:02-0400;                   2026-04-17T21:02:02Z",
        "2026-11-20T10:15:00Z;                       2026-11-20T10:15:00Z",
        "2026-11-20 10:15:00.123 +01:00;             2026-11-20T09:15:00Z",
        "2026-11-20 10:15;                           2026-11-20T10:15:00Z",
        "2026-11-20;                                 2026-11-20T00:00:00Z",
        "17/Apr/2026:16:56:27 -0400;                 2026-04-17T20:56:27Z",
        "Thu Jan 02 03:06:00 2025;                   2025-01-02T03:06:00Z",
        "Thu Jan 02 03:06:00 UTC 2025;               2025-01-02T03:06:00Z",
        "April 29, 2016 11:34 PM GMT+2;              2016-04-29T21:34:00Z",
        "20.09.2024 04:14;                           2024-09-20T04:14:00Z",
        "1726798443;                                 2024-09-20T02:14:03Z",
      })
  void readsDatesInTheStylesOfReporters(String stated, Instant expected) {
    assertThat(StatedDate.of(stated)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"This is not a date", "31 Feb 2024 10:00:00", "", "12", "2026-13-45"})
  void whatIsNoDateIsEmpty(String stated) {
    assertThat(StatedDate.of(stated)).isEmpty();
  }
}
