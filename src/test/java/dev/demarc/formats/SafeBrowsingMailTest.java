package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Safe Browsing's lists in the forms that XML allows and mails carry. */
class SafeBrowsingMailTest {

  private static final String LIST =
      "<?xml version='1.0'?>\n<notification_message date = '2026-11-19' asn='64513'>\n"
          + "<list type='2'><url_info ip='198.51.100.31' url='http://mill.test/.env/login/'/></list>\n"
          + "<list type='x'><url_info url='http://198.51.100.32:8443/backup/db.sql'/></list>\n"
          + "</notification_message>\n";

  private static ParsedReport attached(String type, String name, byte[] content) {
    return Samples.read(
        Samples.mail(
            "From: Safe Browsing <sb@warnings.example>\nTo: abuse@demarc.example\nSubject: AS64513\n"
                + "Message-ID: <sb1@x.example>\nDate: Fri, 20 Nov 2026 02:14:00 -0800\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: "
                + type
                + "\nContent-Disposition: attachment; filename="
                + name
                + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(content)
                + "\n--b--\n"));
  }

  private static void isRead(ParsedReport report) {
    assertThat(report.format()).isEqualTo("safe-browsing");
    assertThat(report.occurredAt()).isEqualTo("2026-11-19T00:00:00Z");
    assertThat(report.details()).containsEntry("network", "64513");
    assertThat(Samples.named(Role.SOURCE, report))
        .contains(
            "198.51.100.31",
            "http://mill.test/.env/login/",
            "198.51.100.32",
            "http://198.51.100.32:8443/backup/db.sql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
  void are_read_in_single_quotation_marks_and_any_charset(String charset) {
    var written = charset.equals("UTF-16LE") ? "\uFEFF" + LIST : LIST;
    isRead(attached("application/xml", "a.xml", written.getBytes(Charset.forName(charset))));
  }

  @Test
  void are_read_from_a_file_whose_type_says_nothing_and_from_a_packed_one() throws IOException {
    var plain = LIST.getBytes(StandardCharsets.UTF_8);
    isRead(attached("application/octet-stream", "AS64513.xml", plain));
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    isRead(attached("application/gzip", "AS64513.xml.gz", packed.toByteArray()));
  }

  @Test
  void are_shown_where_the_mail_says_nothing_else() {
    var report = attached("application/xml", "a.xml", LIST.getBytes(StandardCharsets.UTF_8));
    assertThat(report.text()).contains("http://mill.test/.env/login/");
  }
}
