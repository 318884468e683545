package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator.Role;
import org.junit.jupiter.api.Test;

/** Mails whose words are all in a file. */
class WordlessMailsTest {

  private static ParsedReport mail(String words, String type, String name, String file) {
    return Samples.read(
        Samples.mail(
            "From: Noc <noc@reporter-one.example>\nTo: abuse@demarc.example\nSubject: List\n"
                + "Message-ID: <w2@x.example>\nDate: Mon, 23 Nov 2026 09:10:00 +0000\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\n"
                + words
                + "\n--b\nContent-Type: "
                + type
                + "\nContent-Disposition: attachment; filename="
                + name
                + "\n\n"
                + file
                + "\n--b--\n"));
  }

  @Test
  void a_text_of_a_type_that_says_nothing_is_read() {
    var report =
        mail("", "application/octet-stream", "hosts.log", "Hosts that scan us:\n\n203.0.113.31\n");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("203.0.113.31");
  }

  @Test
  void a_page_is_the_report_where_the_mail_says_nothing() {
    var page = "<p>Port scan</p><p>Attacker: 203.0.113.32</p>";
    assertThat(Samples.named(Role.SOURCE, mail("", "text/html", "report.html", page)))
        .containsExactly("203.0.113.32");
  }

  @Test
  void a_page_beside_words_is_evidence() {
    var page = "<p>Log in at <a href=\"http://shop.example/\">shop.example</a></p>";
    var report = mail("Phishing on 203.0.113.33, see the page.", "text/html", "fake.html", page);
    assertThat(report.text()).doesNotContain("shop.example");
  }
}
