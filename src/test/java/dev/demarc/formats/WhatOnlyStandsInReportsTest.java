package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What programs put into reports beside what they accuse, and in which wrappings. */
class WhatOnlyStandsInReportsTest {

  private static ParsedReport mail(String text) {
    return Samples.read(Samples.mail(text));
  }

  private static List<String> in(Role role, ParsedReport report) {
    return report.indicators().stream()
        .filter(i -> i.role() == role)
        .map(Indicator::value)
        .toList();
  }

  private static ParsedReport ban(String address, String... log) {
    return mail(
        "From: f2b@www.shop.example\nTo: abuse@net.example\nSubject: [Fail2Ban] sshd: banned "
            + address
            + " from www.shop.example\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\nHi,\n\nThe IP "
            + address
            + " has just been banned by Fail2Ban after 3 attempts against sshd.\n\nLines containing"
            + " failures of "
            + address
            + "\n\n"
            + String.join("\n", log)
            + "\n\nRegards,\n\nFail2Ban\n");
  }

  @Test
  void a_ban_does_not_accuse_longer_addresses_that_the_search_for_the_banned_one_finds() {
    var ipv4 =
        ban(
            "198.51.100.2",
            "Nov 20 09:58:01 www sshd[1]: Failed password for root from 198.51.100.2 port 40022"
                + " ssh2",
            "Nov 20 09:58:40 www sshd[2]: Accepted publickey for deploy from 198.51.100.27 port"
                + " 50111",
            "Nov 20 09:59:10 www imapd: Login from mail.partner.example[198.51.100.203]");
    assertThat(in(Role.SOURCE, ipv4)).containsExactly("198.51.100.2");
    var ipv6 =
        ban(
            "2001:db8:5::1",
            "Nov 20 09:58:01 www sshd[1]: Invalid user test from 2001:db8:5::1 port 40022",
            "Nov 20 09:58:40 www sshd[2]: Accepted password for ann from 2001:db8:5::1a port 5011");
    assertThat(in(Role.SOURCE, ipv6)).containsExactly("2001:db8:5::1");
    var port =
        ban("198.51.100.9", "09:58:01 IP 198.51.100.9.4022 > 203.0.113.8.22: Flags [S], length 0");
    assertThat(in(Role.TARGET, port)).contains("203.0.113.8");
  }

  @Test
  void an_answer_of_whois_accuses_neither_the_network_nor_its_mailboxes_and_links() {
    var ripe =
        "inet6num:       2001:db8:5::/48\nnetname:        EXAMPLE-SIX\ndescr:          customers of"
            + " hosting.example\nremarks:        attacks: please tell trouble@hosting.example or"
            + " https://www.hosting.example/trouble\nmnt-by:         EX-MNT\nabuse-mailbox:  "
            + " trouble@hosting.example\n";
    var arin =
        "# ARIN WHOIS data and services are subject to the Terms of Use\n"
            + "NetRange:       203.0.113.0 - 203.0.113.255\n"
            + "CIDR:           203.0.113.0/24\n"
            + "OrgName:        Example Hosting\n"
            + "OrgAbuseEmail:  trouble@hosting.example\n"
            + "OrgAbuseRef:    https://rdap.register.example/entity/TROUBLE\n";
    for (var entry : List.of(ripe, arin)) {
      var report =
          mail(
              "From: admin@shop.example\nTo: abuse@net.example\nSubject: Attack from"
                  + " 203.0.113.44\n\nHello, 203.0.113.44 attacked our server all night.\n\n"
                  + entry
                  + "\nPlease stop it.\n");
      assertThat(in(Role.SOURCE, report)).containsExactly("203.0.113.44");
      assertThat(in(Role.TARGET, report)).isEmpty();
    }
  }

  @Test
  void labels_that_are_no_answer_of_whois_keep_their_meaning() {
    var report =
        mail(
            "From: admin@shop.example\nTo: abuse@net.example\nSubject: port scan\n\nWe saw a"
                + " scan.\n\nSource: 203.0.113.44\nCountry: NL\nCIDR: 203.0.113.0/24\n");
    assertThat(in(Role.SOURCE, report)).contains("203.0.113.44", "203.0.113.0/24");
  }

  private static ParsedReport failure(String fields) {
    return mail(
        "From: dmarc@mailer.example\nTo: abuse@net.example\nSubject: failure report\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report;"
            + " boundary=B\n\n--B\nContent-Type: text/plain\n\nA failure report.\n\n--B\n"
            + "Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nUser-Agent:"
            + " X/1\nVersion: 1\nSource-IP: 203.0.113.5\nOriginal-Rcpt-To: <ann@mailer.example>\n"
            + fields
            + "\n--B\nContent-Type: text/rfc822-headers\n\nFrom: pay@shop.example\nTo:"
            + " ann@mailer.example\nSubject: invoice\n\n--B--\n");
  }

  @Test
  void the_domain_that_a_forged_mail_claims_to_come_from_is_no_source() {
    var otherEnvelope =
        failure(
            "Auth-Failure: dmarc\nReported-Domain: shop.example\nOriginal-Mail-From:"
                + " <bounce@rented.example>\n");
    assertThat(in(Role.SOURCE, otherEnvelope))
        .containsExactlyInAnyOrder("203.0.113.5", "bounce@rented.example");
    assertThat(in(Role.BRAND, otherEnvelope)).containsExactly("shop.example");
    var forgedEnvelope =
        failure(
            "Auth-Failure: spf\nReported-Domain: shop.example\nOriginal-Mail-From:"
                + " <pay@shop.example>\nAuthentication-Results: mx.mailer.example; spf=fail"
                + " smtp.mailfrom=shop.example\n");
    assertThat(in(Role.SOURCE, forgedEnvelope)).containsExactly("203.0.113.5");
    var bounce =
        failure("Auth-Failure: dmarc\nReported-Domain: shop.example\nOriginal-Mail-From: <>\n");
    assertThat(in(Role.SOURCE, bounce)).containsExactly("203.0.113.5");
  }

  @Test
  void a_domain_whose_own_signature_broke_stays_the_source() {
    var broken =
        failure(
            "Auth-Failure: bodyhash\nReported-Domain: shop.example\nOriginal-Mail-From:"
                + " <pay@shop.example>\nAuthentication-Results: mx.mailer.example; dkim=fail"
                + " header.d=shop.example; spf=pass\n");
    assertThat(in(Role.SOURCE, broken)).contains("shop.example");
  }

  private static final String NOTICE =
      "<?xml version='1.0'?><n:Infringement xmlns:n='http://www.acns.example/2'><n:Case><n:ID>A-77"
          + "</n:ID></n:Case><n:Source><n:TimeStamp>2026-11-19T22:00:00+01:00</n:TimeStamp>"
          + "<n:IP_Address>2001:DB8:9::AF</n:IP_Address></n:Source></n:Infringement>";

  private static ParsedReport notice(String type, String name, byte[] file) {
    return mail(
        "From: agent@rights.example\nTo: abuse@net.example\nSubject: Notice A-77\nMIME-Version:"
            + " 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type:"
            + " text/html\n\n<p>See the file.</p>\n--B\nContent-Type: "
            + type
            + "\nContent-Disposition: attachment; filename=\""
            + name
            + "\"\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getMimeEncoder().encodeToString(file)
            + "\n--B--\n");
  }

  private static byte[] zipped(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void a_copyright_notice_is_read_from_a_file_of_any_type_and_from_an_archive() throws IOException {
    var xml = NOTICE.getBytes(StandardCharsets.UTF_8);
    var utf16 = ("\uFEFF" + NOTICE).getBytes(StandardCharsets.UTF_16BE);
    for (var report :
        List.of(
            notice("application/octet-stream", "a-77.xml", xml),
            notice("application/x-acns", "a-77.dat", xml),
            notice("text/plain; charset=utf-8", "notice.txt", xml),
            notice("application/octet-stream", "a-77.xml", utf16),
            notice("application/zip", "a-77.zip", zipped("a-77.xml", xml)))) {
      assertThat(report.format()).isEqualTo("acns");
      assertThat(in(Role.SOURCE, report)).containsExactly("2001:db8:9::af");
      assertThat(report.externalId()).isEqualTo("A-77");
      assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-19T21:00:00Z"));
    }
  }

  @Test
  void beside_a_defanged_site_a_link_that_works_is_not_accused_by_the_sentence_that_it_is_in() {
    var report =
        mail(
            "From: soc@guard.example\nTo: abuse@net.example\nSubject: Fake shop\n\nThere is a"
                + " phishing page at hxxp://login[.]cheap-host[.]example/a/.\n\nVictims of this"
                + " phishing have been told; Bank One is at home at"
                + " https://shop.bank-one.example/start.\n");
    assertThat(in(Role.SOURCE, report))
        .contains("http://login.cheap-host.example/a/")
        .noneMatch(s -> s.contains("bank-one"));
  }

  @Test
  void hosts_under_a_heading_that_puts_them_elsewhere_have_no_part() {
    for (var heading :
        List.of(
            "Further servers of the same botnet, hosted with other providers:",
            "Weitere Server dieses Botnetzes, die bei anderen liegen:",
            "Autres serveurs de ce botnet, hébergés ailleurs :")) {
      var report =
          mail(
              "From: list@dns.example\nTo: abuse@net.example\nSubject: Listed: 203.0.113.7\n\nA"
                  + " botnet controller runs at 203.0.113.7, port 8080.\n\n"
                  + heading
                  + "\n\n192.0.2.44  port 8080\n192.0.2.45  port 8081\n");
      assertThat(in(Role.SOURCE, report)).as(heading).containsExactly("203.0.113.7");
    }
  }

  @Test
  void a_table_that_begins_with_the_number_of_the_network_lists_what_it_is_about() {
    for (var row : List.of("\"64512\",\"203.0.113.%d\",\"443\"", "AS64512; 203.0.113.%d; 443")) {
      var report =
          mail(
              "From: team@cert.example\nTo: abuse@net.example\nSubject: Open services\n\nPlease"
                  + " tell your customers that these systems are infected:\n\n"
                  + row.formatted(8)
                  + "\n"
                  + row.formatted(9)
                  + "\n");
      assertThat(in(Role.SOURCE, report)).containsExactly("203.0.113.8", "203.0.113.9");
    }
  }

  private static ParsedReport log(String... lines) {
    return mail(
        "From: root@shop.example\nTo: abuse@net.example\nSubject: Attacks on our server\n\nThese"
            + " are the lines of our logs about the attack:\n\n"
            + String.join("\n", lines)
            + "\n");
  }

  @Test
  void whom_a_program_let_in_is_not_accused_beside_those_whom_it_did_not() {
    var failed = "Nov 20 09:58:01 h sshd[1]: Failed password for root from 203.0.113.5 port 4022";
    for (var accepted :
        List.of(
            "Nov 20 09:59:02 h sshd[2]: Accepted publickey for ann from 203.0.113.51 port 4100"
                + " ssh2",
            "Nov 20 09:59:02 h dovecot: imap-login: Login: user=<ann>, method=PLAIN,"
                + " rip=203.0.113.51",
            "Nov 20 09:59:02 h postfix/smtpd[3]: 4F1A: client=box.partner.example[203.0.113.51],"
                + " sasl_method=LOGIN, sasl_username=ann",
            "2026-11-20 09:59:02 1abc <= ann@shop.example H=box.partner.example [203.0.113.51]"
                + " P=esmtpsa A=plain_login:ann")) {
      assertThat(in(Role.SOURCE, log(failed, accepted)))
          .as(accepted)
          .contains("203.0.113.5")
          .doesNotContain("203.0.113.51", "box.partner.example");
    }
    var only = "Nov 20 09:59:02 h sshd[2]: Accepted password for root from 203.0.113.7 port 4100";
    assertThat(in(Role.SOURCE, log(only))).containsExactly("203.0.113.7");
  }

  @Test
  void the_address_on_which_a_connection_came_in_is_the_attacked_one() {
    var report =
        log(
            "Nov 20 09:58:00 h sshd[1]: Connection from 203.0.113.5 port 4022 on 198.51.100.4 port"
                + " 22",
            "Nov 20 09:58:01 h sshd[1]: Invalid user test from 203.0.113.5 port 4022");
    assertThat(in(Role.SOURCE, report)).containsExactly("203.0.113.5");
    assertThat(in(Role.TARGET, report)).containsExactly("198.51.100.4");
  }
}
