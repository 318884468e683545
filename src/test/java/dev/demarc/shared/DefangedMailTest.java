package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves by mail holds nothing that a mail program makes a link of. */
class DefangedMailTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://evil.example/x | hxxp://evil[.]example/x",
        "HTTPS://Evil.Example | hxxps://Evil[.]Example",
        "see evil.example now | see evil[.]example now",
        "www.4chan.example | www[.]4chan[.]example",
        "a.b.evil.example | a.b[.]evil[.]example",
        "ines@harbour.example | ines[@]harbour[.]example",
        "mailto:ines@harbour.example | mailto[:]ines[@]harbour[.]example",
        "mailto:root | mailto[:]root",
        "tel:+15551234 | tel[:]+15551234",
        "ftp://evil.example | ftp[:]//evil[.]example",
        "foo+bar://x | foo+bar[:]//x",
        "\\\\evil\\share | [\\\\]evil\\share",
        "198.51.100.7 | 198[.]51[.]100[.]7",
        "evil\u3002example | evil[.]example",
        "evil\uFF0Eexample | evil[.]example",
        "evil\u2024example | evil[.]example",
        "evil.\u200Bexample | evil[.]example",
        "ht\u00ADtp://evil.example | hxxp://evil[.]example",
        "http\uFF1A//evil.example | hxxp://evil[.]example",
        "ines\uFF20harbour.example | ines[@]harbour[.]example",
        "пример.рф | пример[.]рф",
        "i\u2764.ws | i\u2764[.]ws",
        "xn--e1afmkfd.xn--p1ai | xn--e1afmkfd[.]xn--p1ai",
      })
  void no_link_name_or_address_stays(String text, String defanged) {
    assertThat(Defang.mail(text)).isEqualTo(defanged);
    assertThat(Defang.mail(Defang.mail(text))).isEqualTo(defanged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Due 2026-11-20T10:15:00Z (UTC), 0.93 sure.",
        "Note: see the file; it says 3.5 % of 10,000.",
        "[DM-2026-000042] What to do, by when",
        "hxxps://evil[.]example",
        "Zürich – 東京",
      })
  void words_and_numbers_stay_as_they_are(String text) {
    assertThat(Defang.mail(text)).isEqualTo(text);
  }
}
