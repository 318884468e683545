package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mail is one report; what the further reports in it accuse must not be lost. */
class SeveralReportsTest {

  private static final String XARF =
      "{'xarf_version':'4.0.0','report_id':'0b1f5a0e-3c55-4a8a-9c1e-0a7e1a2b3c4d',"
          + "'timestamp':'2026-03-01T12:00:00Z','reporter':{'org':'S','contact':'a@s.example',"
          + "'domain':'s.example'},'source_identifier':'%s','category':'%s','type':'%s'}";

  private static String xarf(String address, String category, String type) {
    return XARF.formatted(address, category, type).replace('\'', '"');
  }

  private static ParsedReport read(String type, String... parts) {
    var mail = new StringBuilder("From: a@s.example\nSubject: reports\n");
    mail.append("Content-Type: multipart/mixed; boundary=M\n\n");
    for (var part : parts) {
      mail.append("--M\nContent-Type: ").append(type).append("\n\n").append(part).append("\n\n");
    }
    return Samples.read(Samples.mail(mail.append("--M--\n").toString()));
  }

  private static List<String> sources(ParsedReport report) {
    return report.indicators().stream()
        .filter(i -> i.role() == Role.SOURCE)
        .map(Indicator::value)
        .toList();
  }

  @Test
  void every_xarf_report_of_a_mail_names_its_source() {
    var report =
        read(
            "application/json",
            xarf("192.0.2.1", "connection", "port_scan"),
            xarf("192.0.2.2", "connection", "port_scan"));

    assertThat(report.format()).isEqualTo("xarf-v4");
    assertThat(report.details()).containsEntry("sourceIdentifier", "192.0.2.1");
    assertThat(sources(report)).contains("192.0.2.1", "192.0.2.2");
    assertThat(report.problems()).anyMatch(p -> p.contains("2 XARF reports"));
  }

  @Test
  void a_list_of_xarf_reports_is_read_like_several_parts() {
    var list =
        "["
            + xarf("192.0.2.1", "connection", "ddos")
            + ","
            + xarf("192.0.2.2", "connection", "ddos")
            + "]";
    var report = read("application/json", list);

    assertThat(report.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(sources(report)).contains("192.0.2.1", "192.0.2.2");
  }

  @Test
  void one_report_of_child_abuse_holds_back_the_files_of_all() {
    var report =
        read(
            "application/json; name=xarf.json",
            xarf("192.0.2.1", "content", "phishing"),
            xarf("192.0.2.2", "content", "csam"));

    assertThat(report.category()).isEqualTo(Category.CHILD_ABUSE);
    assertThat(report.attachments()).isEmpty();
  }

  @Test
  void every_x_arf_part_names_its_source_whatever_its_type() {
    var yaml = "Reported-From: a@s.example\nCategory: abuse\nReport-Type: web-attack\nSource: ";
    var report = read("application/octet-stream", yaml + "192.0.2.1\n", yaml + "192.0.2.2\n");

    assertThat(report.format()).isEqualTo("x-arf");
    assertThat(report.category()).isEqualTo(Category.INTRUSION_ATTEMPT);
    assertThat(sources(report)).contains("192.0.2.1", "192.0.2.2");
  }

  @Test
  void every_feedback_part_names_its_source() {
    var feedback = "Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\nSource-IP: ";
    var report = read("message/feedback-report", feedback + "192.0.2.1", feedback + "192.0.2.2");

    assertThat(report.details()).containsEntry("sourceIp", "192.0.2.1");
    assertThat(sources(report)).contains("192.0.2.1", "192.0.2.2");
    assertThat(report.mail().mayBeAnswered()).isFalse();
  }

  @Test
  void several_aggregate_reports_are_counted_together() {
    var xml =
        "<?xml version='1.0'?><feedback><report_metadata><org_name>R</org_name></report_metadata>"
            + "<policy_published><domain>host.example.org</domain></policy_published><record><row>"
            + "<source_ip>%s</source_ip><count>2</count><policy_evaluated><dkim>fail</dkim>"
            + "<spf>fail</spf></policy_evaluated></row></record></feedback>";
    var report =
        read("text/xml; name=r.xml", xml.formatted("192.0.2.1"), xml.formatted("192.0.2.2"));

    assertThat(report.format()).isEqualTo("dmarc");
    assertThat(report.details())
        .containsEntry("reports", 2)
        .containsEntry("messages", 4L)
        .containsEntry("failingSources", List.of("192.0.2.1", "192.0.2.2"));
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.AGGREGATE);
  }
}
