package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.files.Attachment;
import dev.demarc.formats.mime.MailParser;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail that a program saved in its own form is read as the mail that it was. */
class SavedMailsTest {

  private static final String OUTLOOK = "application/vnd.ms-outlook";
  private static final String SMIME = "application/pkcs7-mime";

  private static ParsedReport read(byte[] raw, String contentType) {
    return Samples.read(new Submission(raw, contentType, Samples.RECEIVED));
  }

  /** The file that a sample has attached, as somebody would save it. */
  private static byte[] file(String folder, String sample, String ending) {
    var mail =
        MailParser.parse(
            Samples.file(Samples.formats().resolveSibling(folder).resolve("mail").resolve(sample))
                .raw());
    return mail.leaves()
        .filter(p -> p.fileName() != null && p.fileName().endsWith(ending))
        .map(SavedMailsTest::content)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] content(MailPart part) {
    return part.content;
  }

  @Test
  void a_mail_saved_by_outlook_is_read_with_its_sender_and_subject() {
    var report = read(file("formats", "outlook-report.eml", ".msg"), OUTLOOK);

    assertThat(report.format()).isEqualTo("mail");
    assertThat(report.reporter().email()).isEqualTo("dora@reader-eight.example");
    assertThat(report.text()).contains("phishing page http://203.0.113.233/bank");
    assertThat(report.title()).isNotBlank().isNotEqualTo("(no title)");
    assertThat(report.indicators())
        .anyMatch(i -> i.role() == Role.SOURCE && i.value().contains("203.0.113.233"));
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void what_smime_only_signed_is_read_and_the_file_kept() {
    var report =
        read(file("formats", "smime-opaque.eml", ".p7m"), SMIME + "; smime-type=signed-data");

    assertThat(report.text()).contains("attacks our mail server with passwords");
    assertThat(report.attachments().stream().map(Attachment::fileName)).contains("list.csv");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void what_is_encrypted_is_kept_and_said() {
    var report = read(file("fuzz", "smime-encrypted.eml", ".p7m"), "application/x-pkcs7-mime");

    assertThat(report.problems()).anyMatch(p -> p.contains("encrypted") && p.contains("Decrypt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OUTLOOK, SMIME})
  void what_is_damaged_is_kept_and_said(String type) {
    var whole =
        type.equals(OUTLOOK)
            ? file("formats", "outlook-report.eml", ".msg")
            : file("formats", "smime-opaque.eml", ".p7m");

    for (int length : new int[] {0, 1, 600, whole.length / 2}) {
      var report = read(Arrays.copyOf(whole, length), type);
      assertThat(report.text() == null || report.text().length() < 100_000).isTrue();
    }
    assertThat(read("no mail".getBytes(StandardCharsets.UTF_8), type).problems()).isNotEmpty();
  }

  @Test
  void a_plain_mail_under_the_wrong_type_is_read_all_the_same() {
    var raw = "From: a@b.example\r\nSubject: Scan\r\n\r\n203.0.113.9 scans our ports.\r\n";

    assertThat(read(raw.getBytes(StandardCharsets.UTF_8), OUTLOOK).text()).contains("scans our");
  }
}
