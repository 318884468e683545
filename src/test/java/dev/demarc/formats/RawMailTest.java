package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMailTest {

  private static final String REPORT =
      "From: fbl@isp.example\n"
          + "Subject: report\n"
          + "Content-Type: multipart/report; report-type=feedback-report; boundary=B\n\n"
          + "--B\nContent-Type: message/feedback-report\n\n"
          + "Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\nSource-IP: 192.0.2.7\n\n--B--\n";

  private static ParsedReport read(byte[] raw) {
    return Samples.read(new Submission(raw, "message/rfc822", Samples.RECEIVED));
  }

  private static ParsedReport read(String mail) {
    return read(mail.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n"})
  void aMailIsReadWithAnyLineEnd(String lineEnd) {
    assertThat(read(REPORT.replace("\n", lineEnd)).details())
        .containsEntry("sourceIp", "192.0.2.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF",
        "\n\n",
        "From fbl@isp.example Tue Mar  3 10:05:00 2026\n",
        "\uFEFF>From x\n"
      })
  void whatStandsBeforeTheHeaderIsNoneOfIt(String before) {
    var report = read(before + REPORT);

    assertThat(report.mail().from()).isEqualTo("fbl@isp.example");
    assertThat(report.format()).isEqualTo("arf");
  }

  @Test
  void a_header_line_that_was_broken_in_its_parameters_is_folded_again() {
    var report = read(REPORT.replace("report; boundary", "report;\nboundary"));

    assertThat(report.format()).isEqualTo("arf");
    assertThat(report.details()).containsEntry("sourceIp", "192.0.2.7");
  }

  @Test
  void a_field_below_an_open_parameter_stays_a_field() {
    var report = read("Content-Type: text/plain; charset=utf-8;\nFrom: a@isp.example\n\nhello\n");

    assertThat(report.mail().from()).isEqualTo("a@isp.example");
    assertThat(report.text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gb2312", "iso-2022-jp", "koi8-r"})
  void aSubjectThatNamesNoCharsetIsReadInThatOfItsText(String charset) {
    var subject = charset.equals("koi8-r") ? "спам с адреса" : "不正";
    var mail =
        "From: a@isp.example\nSubject: %s\nContent-Type: text/plain; charset=%s\n\nx\n"
            .formatted(subject, charset);

    assertThat(read(mail.getBytes(Charset.forName(charset))).title()).isEqualTo(subject);
  }

  @Test
  void a_subject_in_utf8_is_not_read_in_the_charset_of_the_text() {
    var report =
        read(
            "From: a@isp.example\n"
                + "Subject: жалоба\n"
                + "Content-Type: text/plain; charset=koi8-r\n\n"
                + "x\n");

    assertThat(report.title()).isEqualTo("жалоба");
  }
}
