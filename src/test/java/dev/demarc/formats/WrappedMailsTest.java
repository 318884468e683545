package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.files.Attachment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails whose words stand in something else than MIME: what can be read is, the rest is said. */
class WrappedMailsTest {

  private static ParsedReport sample(String name) {
    return Samples.read(Samples.file(Samples.formats().resolve("mail").resolve(name)));
  }

  private static List<String> names(ParsedReport report) {
    return report.attachments().stream().map(Attachment::fileName).toList();
  }

  private static ParsedReport mail(String contentType, byte[] content) {
    return Samples.read(
        Samples.mail(
            "From: CERT <cert@cert.example>\nTo: abuse@demarc.example\nSubject: A report\n"
                + "MIME-Version: 1.0\nContent-Type: "
                + contentType
                + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content).replace("\r", "")
                + "\n"));
  }

  /** An element of BER. */
  private static byte[] ber(int tag, byte[]... contents) {
    var all = new ByteArrayOutputStream();
    for (var content : contents) {
      all.writeBytes(content);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(all.size() >> 8);
    out.write(all.size());
    out.writeBytes(all.toByteArray());
    return out.toByteArray();
  }

  private static byte[] oid(int... last) {
    var content = new byte[last.length + 6];
    System.arraycopy(
        new byte[] {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D}, 0, content, 0, 6);
    for (int i = 0; i < last.length; i++) {
      content[6 + i] = (byte) last[i];
    }
    return ber(6, content);
  }

  private static byte[] compressed(String entity) throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(entity.getBytes(StandardCharsets.UTF_8));
    }
    var version = ber(2, new byte[] {0});
    var algorithm = ber(0x30, oid(1, 9, 16, 3, 8));
    var content = ber(0x30, oid(1, 7, 1), ber(0xA0, ber(4, packed.toByteArray())));
    var data = ber(0x30, version, algorithm, content);
    return ber(0x30, oid(1, 9, 16, 1, 9), ber(0xA0, data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smime-opaque.eml", "smime-opaque-indefinite.eml"})
  void what_is_signed_and_not_encrypted_is_read_with_its_files(String sample) {
    var report = sample(sample);
    assertThat(report.text()).contains("attacks our mail server with passwords");
    assertThat(names(report)).contains("list.csv", "smime.p7m");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void what_is_only_compressed_is_read() throws Exception {
    var entity = "Content-Type: text/plain\r\n\r\nHost 203.0.113.9 scans our ports.\r\n";
    var report = mail("application/pkcs7-mime; smime-type=compressed-data", compressed(entity));
    assertThat(report.text()).contains("203.0.113.9 scans");
    var twice =
        compressed(
            "Content-Type: application/pkcs7-mime\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(compressed(entity)));
    assertThat(mail("application/x-pkcs7-mime", twice).text()).contains("203.0.113.9 scans");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smime-encrypted.eml",
        "pgp-encrypted-inline.eml",
        "pgp-encrypted-mime.eml",
        "zip-with-password.eml"
      })
  void what_is_encrypted_is_told_with_what_to_do(String sample) {
    var file = Samples.formats().resolveSibling("fuzz").resolve("mail").resolve(sample);
    assertThat(Samples.read(Samples.file(file)).problems())
        .singleElement()
        .asString()
        .matches("(?s).*(encrypted|password).*(Decrypt|Open) .*");
  }

  @Test
  void a_message_that_openpgp_only_signs_is_read_in_its_place() {
    var report = sample("pgp-signed-inline.eml");
    assertThat(report.text())
        .contains("See below.", "your host 203.0.113.241 sends", "Regards")
        .doesNotContain("BEGIN PGP");
    assertThat(report.problems()).isEmpty();
    assertThat(sample("pgp-signed-mime.eml").text()).contains("your host 203.0.113.241 sends");
  }

  @Test
  void the_words_and_files_in_a_winmail_are_read() {
    var report = sample("winmail.eml");
    assertThat(report.text()).contains("scans our ports since yesterday, München.");
    assertThat(report.text()).doesNotContain("Arial", "generator");
    assertThat(names(report)).containsExactly("list of hosts.csv", "winmail.dat");
    assertThat(report.problems()).isEmpty();
    assertThat(sample("winmail-html.eml").text())
        .contains("Phishing page at this place", "http://203.0.113.239/login");
  }

  @Test
  void a_mail_saved_by_outlook_is_the_mail_that_a_report_is_about() {
    var report = sample("outlook-msg.eml");
    assertThat(report.details()).containsEntry("originalFrom", "bad@spammer-six.example");
    assertThat(report.reporter().email()).isEqualTo("cert@cert-three.example");
  }

  @Test
  void a_report_saved_by_outlook_is_read_as_forwarded() {
    var report = sample("outlook-report.eml");
    assertThat(report.text()).contains("phishing page http://203.0.113.233/bank");
    assertThat(report.reporter().email()).isEqualTo("dora@reader-eight.example");
    assertThat(sample("outlook-msg-in-msg.eml").problems()).isEmpty();
  }

  @Test
  void an_invitation_is_read_as_its_facts() {
    assertThat(sample("calendar-only.eml").text())
        .contains("Summary: Call about phishing", "imitates a bank, please remove it");
  }

  @Test
  void damage_is_told() {
    var damaged = mail("application/pkcs7-mime; name=smime.p7m", new byte[] {0x30, 3, 1, 1, 1});
    assertThat(damaged.problems()).anyMatch(p -> p.contains("damaged"));
    var cut =
        new byte[] {0x78, (byte) 0x9F, 0x3E, 0x22, 0, 0, 1, 4, (byte) 0x80, 1, 0, 9, 9, 9, 9, 9};
    assertThat(mail("application/ms-tnef; name=winmail.dat", cut).problems())
        .anyMatch(p -> p.contains("damaged"));
  }

  @Test
  void a_mail_that_says_nothing_but_by_a_file_says_so() {
    var report = mail("application/pdf; name=report.pdf", "%PDF-1.4 x".getBytes());
    assertThat(report.problems()).anyMatch(p -> p.contains("report.pdf") && p.contains("enter"));
    assertThat(mail("text/plain", "x".repeat(3).getBytes()).problems()).isEmpty();
  }
}
