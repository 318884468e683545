package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What SpamCop, fail2ban and blocklist.de send. */
class ReportMailsTest {

  private static ParsedReport read(String mail) {
    return Samples.read(Samples.mail(mail));
  }

  private static Indicator ip(String address, Role role) {
    return new Indicator(IndicatorType.IPV4, address, role);
  }

  @Test
  void a_spam_cop_report_names_address_time_and_original() {
    var report =
        read(
            """
            From: "reporter" <6543210987@reports.spamcop.net>
            To: abuse@example.org
            Subject: [SpamCop (203.0.113.7) id:6543210987]Buy now
            Date: Mon, 02 Nov 2026 11:00:00 +0000

            [ SpamCop V5.4.0 ]
            This message is brief for your comfort.  Please use links below for details.

            Email from 203.0.113.7 / Mon, 2 Nov 2026 10:00:00 +0000
            https://www.spamcop.net/w3m?i=z6543210987z0123456789abcdefz

            [ Offending message ]
            Received: from mail.example.net (198.51.100.1)
            From: Seller <seller@shop.example.net>
            Subject: Buy now
            Message-ID: <spam-1@shop.example.net>

            Buy at http://shop.example.net/
            """);
    assertThat(report.format()).isEqualTo("spamcop");
    assertThat(report.category()).isEqualTo(Category.SPAM);
    assertThat(report.externalId()).isEqualTo("6543210987");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
    assertThat(report.details())
        .containsEntry("sourceIp", "203.0.113.7")
        .containsEntry("originalMessageId", "spam-1@shop.example.net")
        .containsEntry("reportUrl", "https://www.spamcop.net/w3m?i=z6543210987z0123456789abcdefz");
    assertThat(report.indicators())
        .contains(ip("203.0.113.7", Role.SOURCE))
        .noneMatch(i -> i.value().equals("198.51.100.1"))
        .noneMatch(i -> i.value().contains("spamcop.net") && i.role() == Role.SOURCE);
  }

  @Test
  void a_spamvertised_site_is_the_source() {
    var report =
        read(
            """
            From: 6543210988@reports.spamcop.net
            Subject: [SpamCop (http://shop.example.net/) id:6543210988]Buy now

            [ SpamCop V5.4.0 ]
            Spamvertised web site: http://shop.example.net/
            https://www.spamcop.net/w3m?i=z6543210988zabcz
            http://shop.example.net/ is 203.0.113.8; Mon, 02 Nov 2026 10:00:00 GMT
            """);
    assertThat(report.details())
        .containsEntry("spamvertised", List.of("http://shop.example.net/"))
        .containsEntry("sourceIp", "203.0.113.8");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
  }

  @Test
  void a_ban_names_attacker_service_and_attempts() {
    var report =
        read(
            """
            From: Fail2Ban <fail2ban@host.example.org>
            Subject: [Fail2Ban] sshd: banned 203.0.113.7 from host.example.org
            Date: Mon, 02 Nov 2026 10:30:00 +0000

            Hi,

            The IP 203.0.113.7 has just been banned by Fail2Ban after
            5 attempts against sshd.

            Lines containing IP:203.0.113.7 in /var/log/auth.log

            Nov  2 09:10:11 host sshd[1]: Failed password for root from 203.0.113.7 port 4000 ssh2
            Nov  2 09:12:13 host sshd[1]: Failed password for root from 203.0.113.7 port 4001 ssh2

            Regards,
            Fail2Ban
            """);
    assertThat(report.format()).isEqualTo("fail2ban");
    assertThat(report.category()).isEqualTo(Category.INTRUSION_ATTEMPT);
    assertThat(report.details())
        .containsEntry("sourceIp", "203.0.113.7")
        .containsEntry("service", "sshd")
        .containsEntry("attempts", 5)
        .containsEntry("lastTime", "2026-11-02T09:12:13Z");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T09:10:11Z"));
    assertThat(report.indicators())
        .contains(ip("203.0.113.7", Role.SOURCE))
        .contains(new Indicator(IndicatorType.DOMAIN, "host.example.org", Role.TARGET));
  }

  @Test
  void times_without_zone_are_in_the_zone_the_complaint_names() {
    var report =
        read(
            """
            From: root@host.example.org
            Subject: Abuse from 203.0.113.7
            Date: Fri, 01 Jan 2027 00:30:00 +0100

            Dear Sir/Madam,

            We have detected abuse from the IP address 203.0.113.7, which according to a whois is on
            your network. Log lines are given below.

            Note: Local timezone is +0100 (CET)
            Dec 31 23:10:11 host sshd[1]: Invalid user admin from 203.0.113.7 to 198.51.100.3
            """);
    assertThat(report.format()).isEqualTo("fail2ban");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-12-31T22:10:11Z"));
    assertThat(report.indicators())
        .contains(ip("203.0.113.7", Role.SOURCE), ip("198.51.100.3", Role.TARGET));
  }

  @Test
  void blocklist_names_method_and_time() {
    var report =
        read(
            """
            From: Abuse-Team <autogenerated@blocklist.de>
            Subject: abuse report about 203.0.113.7

            Hello Abuse-Team,

            your Server/Customer with the IP: *203.0.113.7* (host.example.net) has attacked one of our servers/partners.
            The attackers used the method/service: *imap* on: *Mon, 02 Nov 2026 10:00:00 +0100*.
            """);
    assertThat(report.format()).isEqualTo("fail2ban");
    assertThat(report.details()).containsEntry("service", "imap");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
  }
}
