package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When that happened which people tell of in their own words. */
class EventTimesTest {

  private static final Instant SENT = Instant.parse("2026-11-27T18:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It began on 26 November 2026 at 21:40 UTC. | 2026-11-26T21:40:00Z",
        "Between 02:15 and 03:00 UTC today our gateway was flooded. | 2026-11-27T02:15:00Z",
        "Yesterday at 4:05 pm EST your host tried our logins. | 2026-11-26T21:05:00Z",
        "On Wed Nov 25 2026 at 23:59:01 PST it called /wp-login.php | 2026-11-26T07:59:01Z",
        "Gestern um 22:10 Uhr (MEZ) kamen die ersten Anfragen. | 2026-11-26T21:10:00Z",
        "Am 26.11.2026 zwischen 4 Uhr und 5 Uhr, alle Angaben in MEZ. | 2026-11-26T03:00:00Z",
        "Le 26 novembre 2026 à 9 h 30 (heure de Paris), la page était en ligne. | 2026-11-26T08:30:00Z",
        "Desde las 06:20 hasta las 07:00 (UTC-3) del 26 de noviembre de 2026. | 2026-11-26T09:20:00Z",
        "Foi visto em 26/11/2026 às 08:00 (horário de Brasília). | 2026-11-26T11:00:00Z",
        "Il 26 novembre 2026 alle 10:15, ora italiana. | 2026-11-26T09:15:00Z",
        "Op 26 november 2026 om 09.15 uur (CET) begon het. | 2026-11-26T08:15:00Z",
        "W dniu 26 listopada 2026 r. o 11:20 CET. | 2026-11-26T10:20:00Z",
        "Dne 26. listopadu 2026 v 7:05 SEČ. | 2026-11-26T06:05:00Z",
        "26 ноября 2026 г. с 01:10 до 01:52 (МСК) | 2026-11-25T22:10:00Z",
        "Nov 26 02:10:44 fw1 DROP SRC=192.0.2.9 | 2026-11-26T02:10:44Z",
        "198.51.100.4 - - [26/Nov/2026:21:40:11 +0300] GET / | 2026-11-26T18:40:11Z",
        "11/26/2026 05:00:00 | 2026-11-26T05:00:00Z",
        "26-Nov-2026 05:00:00.123 client 192.0.2.4#53 | 2026-11-26T05:00:00Z"
      })
  void the_day_and_the_time_beside_it_are_read_in_the_zone_that_is_named(String said, String at) {
    assertThat(EventTimes.in(said, SENT)).contains(Instant.parse(at));
  }

  @Test
  void of_a_list_the_earliest_row_tells_when_it_began() {
    var list =
        "Hosts of yours:\n\n203.0.113.8*  last 26.11.2026, 06:05 MEZ\n"
            + "203.0.113.9 **  last 25.11.2026, 23:40 MEZ\n203.0.113.10   last 26.11.2026, 01:15 MEZ\n\n"
            + "Sent on 20.11.2026, 01:00 MEZ";

    assertThat(EventTimes.in(list, SENT)).contains(Instant.parse("2026-11-25T22:40:00Z"));
  }

  @Test
  void a_row_of_a_list_may_go_on_in_the_line_below() {
    var list =
        "[K] 203.0.113.8 (x14)\n      last 26.11.2026 03:40 MEZ\n"
            + "[N] 203.0.113.9 (x2)\n      last 25.11.2026 23:15 MEZ\n\nSent 27.11.2026 09:00 MEZ";

    assertThat(EventTimes.in(list, SENT)).contains(Instant.parse("2026-11-25T22:15:00Z"));
  }

  @Test
  void a_zone_named_anywhere_holds_for_times_without_one() {
    assertThat(EventTimes.in("All times are CEST.\n\n26.11.2026 03:14:07 203.0.113.8 denied", SENT))
        .contains(Instant.parse("2026-11-26T01:14:07Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "On Thursday, 26 November, our shop was down for an hour. | 2026-11-26T00:00:00Z",
        "Gisteravond is onze server platgelegd. | 2026-11-26T00:00:00Z",
        "Seit 25.11.2026 klopft Ihr Server an. | 2026-11-25T00:00:00Z"
      })
  void a_day_without_a_time_is_its_beginning(String said, String at) {
    assertThat(EventTimes.in(said, SENT)).contains(Instant.parse(at));
  }

  @Test
  void an_abbreviation_ends_no_sentence() {
    assertThat(EventTimes.in("at 9:31:16 p.m. Pacific Standard Time on November 25, 2026", SENT))
        .contains(Instant.parse("2026-11-26T05:31:16Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "La page est en ligne depuis le 26.11.2026 10:00, cet h\u00f4te aussi.",
        "The west wing saw it on 26.11.2026 10:00, a wet day.",
        "Eine neue Art von Angriff am 26.11.2026 10:00 Uhr."
      })
  void words_that_are_written_as_a_zone_is_abbreviated_name_none(String said) {
    assertThat(EventTimes.in(said, SENT)).contains(Instant.parse("2026-11-26T10:00:00Z"));
  }

  @Test
  void a_zone_may_stand_beside_letters_that_are_written_without_blanks() {
    assertThat(StatedFacts.date("\u6642\u523bJST\u3002 2026-11-26 10:00:00 203.0.113.8"))
        .isEqualTo("2026-11-26T01:00:00Z");
    assertThat(StatedFacts.date("\u65f6\u95f4UTC+8\uff1a2026-11-26 10:00:00 203.0.113.8"))
        .isEqualTo("2026-11-26T02:00:00Z");
  }

  @Test
  void without_any_zone_a_time_is_utc() {
    assertThat(EventTimes.in("26.11.2026 03:14:07 203.0.113.8 denied", SENT))
        .contains(Instant.parse("2026-11-26T03:14:07Z"));
  }

  @Test
  void a_day_without_a_year_is_of_the_year_before_where_it_would_lie_ahead() {
    assertThat(EventTimes.in("Dec 30 02:10:44 host", Instant.parse("2027-01-02T00:00:00Z")))
        .contains(Instant.parse("2026-12-30T02:10:44Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Answer by 17:00 GMT on Wednesday, 2 December 2026.",
        "On Thu, 26 Nov 2026 at 10:00, Jo Doe <jo@doe.example> wrote:",
        "created: 2026-10-01 10:00:00",
        "The domain was bought on 3 May 2024 at 10:00.",
        "Our notice of 20 November has not been answered.",
        "Please act by 26.11.2026, as said.",
        "Meet us at 26 marketing events, 10:30 onwards"
      })
  void what_is_ahead_quoted_or_long_ago_is_not_when_it_happened(String said) {
    assertThat(EventTimes.in(said, SENT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Times are MST (UTC-7), the date is 2026-11-25.#20:41:09.311 IP 192.0.2.1.53 > 198.51.100.2.99: 1/0 | 2026-11-26T03:41:09Z",
        "Alle Zeiten MEZ, der Tag ist der 26.11.2026.##[06:07:08] DROP 192.0.2.1 -> 198.51.100.2 | 2026-11-26T05:07:08Z",
        "It was on 26 November 2026.#The office opens at noon.#04:05:06 fw1: 192.0.2.1 blocked | 2026-11-26T04:05:06Z"
      })
  void lines_of_a_log_have_the_day_that_the_words_name(String said, String at) {
    assertThat(EventTimes.in(said.replace('#', '\n'), SENT)).contains(Instant.parse(at));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ip,last_seen,local#192.0.2.1,1795658645,26.11.2026 04:04 | 2026-11-26T02:04:05Z",
        "1795658645.123 45 192.0.2.1 TCP_DENIED/403 CONNECT mx.us.example:25 | 2026-11-26T02:04:05Z",
        "192.0.2.1;1795658645000;smtp | 2026-11-26T02:04:05Z"
      })
  void seconds_since_1970_in_a_row_with_an_address_are_its_time(String said, String at) {
    assertThat(EventTimes.in(said.replace('#', '\n'), SENT)).contains(Instant.parse(at));
  }

  @Test
  void a_number_that_is_no_time_of_late_is_none() {
    assertThat(EventTimes.in("192.0.2.1,1495658645,4155550123", SENT)).isEmpty();
  }
}
