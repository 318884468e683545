package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.reader.Evidence;
import dev.demarc.shared.Category;
import org.junit.jupiter.api.Test;

/** Of child sexual abuse material nothing is listed, opened or handed out, whatever it came in. */
class HeldBackEvidenceTest {

  private static final String EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

  @Test
  void an_archive_in_a_xarf_report_is_neither_listed_nor_opened() {
    assertHeldBack(
        Samples.json(
            """
            {'xarf_version': '4.0.0', 'report_id': 'a', 'timestamp': '2026-01-01T00:00:00Z',
             'reporter': {'org': 'o', 'contact': 'a@example.org'}, 'source_identifier': '192.0.2.1',
             'category': 'content', 'type': 'csam',
             'evidence': [{'content_type': 'application/zip', 'payload': '%s'}]}\
            """
                .formatted(EMPTY_ZIP)));
  }

  @Test
  void the_files_of_a_mail_that_says_what_it_is_about_are_held_back_too() {
    assertHeldBack(xArf("child-abuse"));
  }

  @Test
  void those_of_another_report_are_not() {
    var report = xArf("phishing");
    assertThat(Samples.read(report).attachments()).isNotEmpty();
    int archive = Samples.read(report).attachments().size() - 1;
    assertThat(Evidence.attachment(report, archive).flatMap(Evidence::listing)).isPresent();
  }

  @Test
  void files_written_as_text_are_left_out_of_its_words_and_references_stay() {
    var line = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";
    var url = "https://example.org/" + "a1b2/".repeat(40) + "?q=1";
    var hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    var hashes = (hash + "\n").repeat(9);
    var words =
        "Seen at " + url + "\n" + hashes + (line + "\n").repeat(6) + "data:" + line.repeat(9);
    assertThat(HeldBackText.of(words))
        .contains(url)
        .contains(hashes)
        .doesNotContain(line)
        .contains("[left out]");
  }

  private static void assertHeldBack(Submission submission) {
    var report = Samples.read(submission);
    assertThat(report.category()).isEqualTo(Category.CHILD_ABUSE);
    assertThat(report.attachments()).isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(Evidence.attachment(submission, i)).isEmpty();
    }
  }

  private static Submission xArf(String type) {
    return Samples.mail(
        """
        From: a@example.com
        Subject: report
        MIME-Version: 1.0
        X-XARF: PLAIN
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See the report.
        --b
        Content-Type: text/plain; name="report.txt"

        Reported-From: a@example.com
        Category: abuse
        Report-Type: %s
        Report-ID: 1@example.com
        Date: Fri, 20 Nov 2026 10:00:00 +0000
        Source: 192.0.2.1
        Source-Type: ipv4
        --b
        Content-Type: application/zip
        Content-Disposition: attachment; filename="files.zip"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(type, EMPTY_ZIP));
  }
}
