package dev.demarc.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name a download is saved under (RFC 6266): readable, and nothing that anything would run. */
class DownloadNameTest {

  @Test
  void a_plain_name_is_kept_with_an_ending_that_nothing_opens() {
    assertThat(Download.disposition("invoice (2).pdf.exe"))
        .isEqualTo(
            "attachment; filename=\"invoice (2).pdf.exe.evidence\";"
                + " filename*=UTF-8''invoice%20%282%29.pdf.exe.evidence");
  }

  @Test
  void other_scripts_are_encoded_and_have_a_fallback() {
    assertThat(Download.disposition("lög €.txt"))
        .isEqualTo(
            "attachment; filename=\"l_g _.txt.evidence\";"
                + " filename*=UTF-8''l%C3%B6g%20_.txt.evidence");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"; filename=\"evil.html",
        "a\r\nSet-Cookie: x=1",
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "a\u0000.exe",
        "a\u202Egpj.exe",
        "%2e%2e%2fa",
        "$(id)`id`|;&<>*?:"
      })
  void nothingOfANameReachesTheHeaderOrAPath(String name) {
    var header = Download.disposition(name);
    assertThat(header)
        .matches(
            "attachment; filename=\"[A-Za-z0-9 _.()+,=@-]+\\.evidence\";"
                + " filename\\*=UTF-8''[A-Za-z0-9%_.+-]+\\.evidence");
    assertThat(header).doesNotContain("\"..").doesNotContain("''..");
  }

  @Test
  void no_name_gets_one_and_a_long_one_is_cut() {
    assertThat(Download.disposition(null)).startsWith("attachment; filename=\"unnamed.evidence\"");
    assertThat(Download.disposition("...")).startsWith("attachment; filename=\"unnamed.evidence\"");
    assertThat(Download.disposition("x".repeat(5_000))).hasSizeLessThan(400);
  }
}
