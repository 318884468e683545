package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.formats.text.Text;
import dev.demarc.shared.CpuTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever comes as a mail is kept, quickly, and nothing is thrown at the sender. */
class HostileSubmissionsTest {

  private static final String HEADER = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n";

  /** Longer than the text that is kept of a report. */
  private static final int LARGE = 1_200_000;

  @TestFactory
  Stream<DynamicTest> no_sample_throws_or_takes_long() throws IOException {
    try (var files = Files.walk(Samples.corpus())) {
      var samples =
          files.filter(f -> Files.isRegularFile(f) && f.toString().contains("hostile-")).toList();
      assertThat(samples).isNotEmpty();
      return samples.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> readQuickly(f)));
    }
  }

  private static void readQuickly(Path file) throws IOException {
    readQuickly(Files.readAllBytes(file));
  }

  private static ParsedReport readQuickly(byte[] raw) {
    return CpuTime.within(
        Duration.ofSeconds(2),
        () -> Samples.read(new Submission(raw, "message/rfc822", Samples.RECEIVED)));
  }

  private static ParsedReport read(byte[] raw) {
    return Samples.read(new Submission(raw, "message/rfc822", Samples.RECEIVED));
  }

  private static ParsedReport read(String raw) {
    return read(raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ParsedReport readQuickly(String raw) {
    return readQuickly(raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void large_bodies_made_of_almost_indicators_are_read_quickly() {
    for (var piece :
        new String[] {
          "1.2.3.", "a@", "a:b:", "http://", "[.]", "192.0.2.1 ", "192.0.2.1 - ", "<b>"
        }) {
      readQuickly(HEADER + "\r\n" + piece.repeat(LARGE / piece.length()));
      readQuickly(
          HEADER + "Content-Type: text/html\r\n\r\n" + piece.repeat(LARGE / piece.length()));
    }
  }

  @Test
  void large_headers_are_read_quickly() {
    readQuickly("Subject: " + "=?utf-8?q?a?= ".repeat(LARGE / 14) + "\r\n\r\nhi");
    readQuickly("From: " + "<a@b>,".repeat(LARGE / 6) + "\r\n\r\nhi");
    readQuickly("From: " + "(".repeat(LARGE) + "\r\n\r\nhi");
    readQuickly("Content-Type: text/plain; " + "a=\"".repeat(LARGE / 3) + "\r\n\r\nhi");
    readQuickly("no field\n".repeat(LARGE / 9));
  }

  @Test
  void parts_without_end_are_counted() {
    var report =
        readQuickly(
            HEADER
                + "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
                + "--B\r\n\r\n".repeat(LARGE / 7));
    assertThat(report.problems()).anyMatch(p -> p.contains("more than 1000 parts"));
  }

  @Test
  void mails_inside_mails_are_opened_to_a_limit() {
    var report = readQuickly(HEADER + "Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x");
    assertThat(report.problems()).anyMatch(p -> p.contains("nested deeper"));
  }

  @Test
  void random_bytes_become_text_with_a_problem() {
    var raw = new byte[100_000];
    new Random(7).nextBytes(raw);
    var report = readQuickly(raw);
    assertThat(report.format()).isEqualTo("text");
    assertThat(report.problems()).isNotEmpty();
  }

  @Test
  void an_empty_mail_is_kept_and_says_so() {
    assertThat(readQuickly("").problems()).contains("The report is empty.");
  }

  @Test
  void deep_or_endless_json_is_refused_quickly() {
    for (var raw :
        new String[] {
          "[".repeat(LARGE), "{\"a\":".repeat(LARGE / 5), "{\"title\":" + "9".repeat(LARGE) + "}"
        }) {
      CpuTime.within(
          Duration.ofSeconds(2),
          () ->
              assertThatThrownBy(() -> Samples.read(Samples.json(raw)))
                  .isInstanceOf(UnreadableReport.class));
    }
  }

  /** What would take long however small: all the places for a text, and what is unpacked. */
  private static final Pattern LEFT =
      Pattern.compile("(flowed|file|header|mail|bytes|csv|title|message|mail full of|one of) .*");

  /** Small ones, for whether they are read at all; bench/hostile reads large ones. */
  @Test
  void every_hostile_report_keeps_the_promises() {
    var reports = HostileReports.of(1_000);
    reports.keySet().removeIf(name -> LEFT.matcher(name).matches());
    assertThat(reports).hasSizeGreaterThan(300);
    reports.forEach(HostileSubmissionsTest::keepsPromises);
  }

  private static void keepsPromises(String name, Supplier<Submission> report) {
    try {
      ReportPromises.keptBy(report.get());
    } catch (UnreadableReport refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (Throwable broken) {
      throw new AssertionError(name + ": " + broken.getMessage(), broken);
    }
  }

  /** A tree needs many times the bytes of its document. */
  @Test
  void json_of_more_values_than_any_report_has_is_refused() {
    var raw = "{\"title\":\"a\",\"sources\":[" + "[],".repeat(800_000) + "1]}";
    assertThatThrownBy(() -> Samples.read(Samples.json(raw)))
        .isInstanceOf(UnreadableReport.class)
        .hasMessageContaining("1500000");
  }

  @Test
  void of_a_large_part_the_start_is_read_and_no_character_is_cut_in_two() {
    var text = "x" + "\u00E4".repeat(3 << 20);
    var raw = (HEADER + "\r\n" + text).getBytes(StandardCharsets.UTF_8);
    var report = read(raw);
    assertThat(report.text()).hasSize(Text.LONGEST).startsWith("x\u00E4\u00E4");
    assertThat(report.text().chars().skip(1)).allMatch(c -> c == '\u00E4');
  }

  @Test
  void markup_is_read_to_a_limit_that_all_the_parts_of_a_report_share() {
    var html = "Content-Type: text/html\r\n\r\n";
    var full = "--B\r\n" + html + "<b>".repeat((1 << 20) / 3 + 1) + "\r\n";
    var start = HEADER + "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
    var last = "--B\r\n" + html + "<p>the last part</p>\r\n--B--";
    assertThat(read(start + full + last).text()).contains("the last part");
    assertThat(read(start + full + full + last).text()).doesNotContain("the last part");
  }

  @Test
  void tables_are_read_to_a_limit_that_all_of_them_share() {
    var start = HEADER + "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
    var table = "--B\r\nContent-Type: text/csv; name=a.csv\r\n\r\nip\r\n";
    var rows = table + "192.0.2.1\r\n".repeat(6_000);
    assertThat(read(start + rows + rows + "--B--").problems())
        .contains("The tables have together more than 10000 rows; the rest was left.");
    assertThat(read(start + table.repeat(21) + "--B--").problems())
        .contains("The mail has more than 20 tables; the rest was left.");
  }

  @Test
  void of_too_many_files_some_say_that_nobody_looked_at_them() {
    var start = HEADER + "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
    var program =
        "--B\r\nContent-Type: image/png; name=a.png\r\n\r\n\u007FELF\u0002\u0001\u0001\r\n";
    var files = read(start + program.repeat(201) + "--B--").attachments();
    assertThat(files).hasSize(201).allMatch(file -> file.warning() != null);
    assertThat(files.get(200).warning()).contains("nobody looked");
    assertThat(files.get(199).warning()).contains("is a program");
  }

  @Test
  void a_report_is_looked_for_in_some_of_many_enclosed_mails() {
    var start = HEADER + "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
    var mail = "--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nhi\r\n";
    var report =
        "--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n"
            + "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n"
            + "User-Agent: a\r\nVersion: 1\r\n";
    assertThat(read(start + mail.repeat(18) + report + "--B--").format()).isEqualTo("arf");
    assertThat(read(start + mail.repeat(19) + report + "--B--").format()).isEqualTo("mail");
  }

  @Test
  void attachment_names_carry_no_path_and_no_direction_marks() {
    var report =
        Samples.read(
            Samples.file(Samples.corpus().resolve("hostile-derived/filename-traversal.eml")));
    assertThat(report.attachments())
        .isNotEmpty()
        .allSatisfy(a -> assertThat(a.fileName()).doesNotContain("/", "\\", "\u202E", ".."));
  }
}
