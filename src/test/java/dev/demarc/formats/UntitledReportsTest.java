package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report is called that has no title: by what is known of it. */
class UntitledReportsTest {

  private static String title(String header, String text) {
    return Samples.read(Samples.mail("From: CERT <cert@cert.example>\n" + header + "\n" + text))
        .title();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Subject: \n",
        "Subject: ...\n",
        "Subject: (no subject)\n",
        "Subject: -\n",
        "Subject: kein Betreff\n"
      })
  void by_its_source_and_time(String subject) {
    var text = "Host 203.0.113.9 attacks us.\nFirst seen: 2026-11-22 07:15:00 UTC\n";
    assertThat(title(subject, text)).isEqualTo("Report about 203.0.113.9, 2026-11-22 07:15 UTC");
  }

  @Test
  void by_its_type_where_the_format_has_one() {
    var mail =
        "X-Arf: yes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
            + "Content-Type: text/plain\n\nOur server was attacked.\n--x\n"
            + "Content-Type: text/plain; name=report.txt\n\n---\nReported-From: a@cert.example\n"
            + "Category: info\nReport-Type: harvesting\nSource-Type: ip-address\n"
            + "Source: 203.0.113.191\nDate: Sun, 22 Nov 2026 21:09:11 +0200\n--x--\n";
    assertThat(title("", mail)).isEqualTo("Harvesting from 203.0.113.191, 2026-11-22 19:09 UTC");
  }

  @Test
  void else_by_who_sent_it_and_when() {
    assertThat(title("Date: Mon, 23 Nov 2026 09:10:00 +0000\n", "Please help.\n"))
        .isEqualTo("Report by cert@cert.example, 2026-11-23 09:10 UTC");
  }

  @Test
  void and_one_that_says_something_stays() {
    assertThat(title("Subject: No subject line was ever this long\n", "x"))
        .isEqualTo("No subject line was ever this long");
    assertThat(title("Subject: 滥用\n", "x")).isEqualTo("滥用");
  }
}
