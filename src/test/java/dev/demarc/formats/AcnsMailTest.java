package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcnsMailTest {

  private static final String XML =
      "<?xml version=\"1.0\"?>\n"
          + "<Infringement xmlns=\"http://www.acns.net/ACNS\">\n"
          + "<Case><ID>314</ID></Case>\n"
          + "<Complainant><Entity>Pictures Inc</Entity></Complainant>\n"
          + "<Source><TimeStamp>2015-11-13T20:35:03Z</TimeStamp>"
          + "<IP_Address>203.0.113.213</IP_Address><Port>35657</Port></Source>\n"
          + "<Content><Item><Title>A Film</Title></Item></Content>\n"
          + "</Infringement>\n";

  private static ParsedReport read(String body) {
    return Samples.read(
        Samples.mail("From: Agent <p2p@agent.example>\nSubject: Notice 314\n" + body));
  }

  private static void isTheNotice(ParsedReport report) {
    assertThat(report.format()).isEqualTo("acns");
    assertThat(report.category()).isEqualTo(Category.COPYRIGHT);
    assertThat(report.externalId()).isEqualTo("314");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2015-11-13T20:35:03Z"));
    assertThat(report.reporter().organization()).isEqualTo("Pictures Inc");
    assertThat(report.details())
        .containsEntry("sourceIp", "203.0.113.213")
        .containsEntry("sourcePort", "35657")
        .containsEntry("work", "A Film");
    assertThat(report.indicators())
        .anyMatch(i -> i.value().equals("203.0.113.213") && i.role() == Role.SOURCE);
  }

  @Test
  void a_notice_below_the_words_for_people_is_read() {
    isTheNotice(read("\nNotice Date: 2015-11-15\n- - ---Start ACNS XML\n" + XML + "\n---End"));
  }

  @Test
  void a_notice_in_a_file_is_read() {
    isTheNotice(
        read(
            "Content-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: text/plain\n\nSee"
                + " file.\n--M\nContent-Type: application/xml\nContent-Disposition: attachment;"
                + " filename=\"314.xml\"\n\n"
                + XML
                + "\n--M--\n"));
  }

  @Test
  void a_notice_that_names_nobody_is_a_mail_like_another() {
    assertThat(read("\n<Infringement><Case><ID>1</ID></Case></Infringement>\n").format())
        .isEqualTo("mail");
  }

  @Test
  void an_entity_in_a_notice_is_not_read() {
    var report =
        read(
            "\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n"
                + XML.replace("A Film", "&e;"));

    assertThat(report.text()).doesNotContain("root:");
    assertThat(report.details()).doesNotContainEntry("work", "root");
  }
}
