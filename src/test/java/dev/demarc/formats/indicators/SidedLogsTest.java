package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.CpuTime;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who acts and who is attacked in lines that firewalls, servers and exchanges write. */
class SidedLogsTest {

  private static List<String> of(Role role, String text) {
    var found = new IndicatorList();
    boolean accuses = IndicatorMiner.mine(text, found);
    RolesOfAll.settle(found, accuses, null);
    return found.list().stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // AWS VPC, without and with heads
        "2 444455556666 eni-0a1b2c3d 192.0.2.1 198.51.100.1 40222 3389 6 9 800 1795154443"
            + " 1795154503 REJECT OK",
        "2 444455556666 eni-0a1b2c3d 192.0.2.1 198.51.100.1 40222 22 6 9 800 1795154443 1795154503"
            + " ACCEPT OK\n"
            + "2 444455556666 eni-0a1b2c3d 198.51.100.1 192.0.2.1 22 40222 6 9 800 1795154443"
            + " 1795154503 ACCEPT OK",
        "interface-id srcaddr dstaddr srcport dstport action\n"
            + "eni-0a1b2c3d 192.0.2.1 198.51.100.1 40222 22 REJECT",
        // Windows
        "2026-11-21 10:11:12 DROP TCP 192.0.2.1 198.51.100.1 40222 445 60 S 9 0 8192 - - - RECEIVE",
        "#Fields: date time action protocol src-ip dst-ip src-port dst-port\n"
            + "2026-11-21 10:11:12 ALLOW TCP 192.0.2.1 198.51.100.1 40222 3389",
        // Cisco, Juniper, Palo Alto, pfSense, SonicWall, MikroTik
        "Nov 21 10:11:12 asa : %ASA-6-302013: Built inbound TCP connection 9 for"
            + " wan:192.0.2.1/40222 (192.0.2.1/40222) to dmz:198.51.100.1/25 (198.51.100.1/25)",
        "Nov 21 10:11:12 asa : %ASA-6-302014: Teardown TCP connection 9 for wan:192.0.2.1/40222 to"
            + " dmz:198.51.100.1/25 duration 0:00:30 bytes 0 SYN Timeout",
        "RT_FLOW_SESSION_CREATE: session created 192.0.2.1/40222->198.51.100.1/23 junos-telnet",
        "source-address=\"192.0.2.1\" source-port=\"40222\" destination-address=\"198.51.100.1\"",
        "1,2026/11/21 10:11:12,009,TRAFFIC,drop,2560,2026/11/21"
            + " 10:11:12,192.0.2.1,198.51.100.1,0.0.0.0,0.0.0.0,deny-in",
        "Nov 21 10:11:12 fw filterlog[9]:"
            + " 7,,,1770009,em0,match,block,in,4,0x0,,44,1,0,none,6,tcp,44,192.0.2.1,198.51.100.1,40222,23,0,S,1,,1024,,",
        "msg=\"Port scan\" fw=10.0.0.1 src=192.0.2.1:40222:X1:host dst=198.51.100.1:23:X0",
        "dstnat: in:wan out:(unknown 0), proto TCP (SYN), 192.0.2.1:40222->198.51.100.1:8291, len"
            + " 52",
        // web servers and load balancers
        "2026-11-21 10:11:12 198.51.100.1 GET /remote/login - 443 - 192.0.2.1 curl/8.0 - 404 0 2"
            + " 31",
        "#Fields: date time s-ip cs-method cs-uri-stem s-port c-ip sc-status\n"
            + "2026-11-21 10:11:12 198.51.100.1 GET /x 443 192.0.2.1 404",
        "2026-11-21T10:11:12.345678Z edge-lb 192.0.2.1:40222 198.51.100.1:80 0.00007 0.001 0.00005"
            + " 404 404 0 9 \"GET http://x/ HTTP/1.1\"",
        "[client 192.0.2.1:40222] ModSecurity: Warning. [id \"941100\"] [hostname \"198.51.100.1\"]"
            + " [uri \"/s\"]",
        // mail and telephone
        "imap-login: Aborted login (auth failed, 2 attempts): user=<a>, rip=192.0.2.1,"
            + " lip=198.51.100.1, TLS",
        "plain authenticator failed for (x) [192.0.2.1]:40222 I=[198.51.100.1]:587: 535 Incorrect"
            + " authentication data",
        "SecurityEvent=\"ChallengeResponseFailed\",Service=\"SIP\",LocalAddress=\"IPV4/TCP/198.51.100.1/5060\",RemoteAddress=\"IPV4/TCP/192.0.2.1/40222\"",
        "[WARNING] sofia_reg.c:3220 Can't find user [9001@198.51.100.1] from 192.0.2.1\n"
            + "SIP auth failure (INVITE) on sofia profile 'ext' for [9001@198.51.100.1] from ip"
            + " 192.0.2.1",
        "Request 'INVITE' from '<sip:9001@198.51.100.1>' failed for '192.0.2.1:40222' (callid: x) -"
            + " Failed to authenticate",
        // sensors
        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\n"
            + "1795154443.1\tC1\t192.0.2.1\t40222\t198.51.100.1\t23",
        "New connection: 192.0.2.1:40222 (198.51.100.1:2223) [session: 0a1b]",
        "198.51.100.1:23 <- 192.0.2.1:40222 SYN\n198.51.100.1:2323 <- 192.0.2.1:40223 SYN",
        "SSH::Password_Guessing 192.0.2.1 appears to be guessing SSH passwords. Sampled servers:"
            + " 198.51.100.1"
      })
  void the_places_in_the_line_say_which_side_it_is(String log) {
    var text = "Attacks by your customer:\n\n" + log + "\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1");
  }

  @Test
  void a_number_behind_a_slash_is_a_port_only_beside_another_that_is_no_prefix() {
    assertThat(of(Role.SOURCE, "Attack from the network 192.0.2.0/24.\n"))
        .containsExactly("192.0.2.0/24");
    assertThat(of(Role.SOURCE, "Scan: session denied 192.0.2.1/40222->198.51.100.1/22 tcp\n"))
        .containsExactly("192.0.2.1");
  }

  @Test
  void of_an_address_with_itself_as_its_name_one_is_read() {
    assertThat(of(Role.SOURCE, "TCP SYN scan from host 192.0.2.1/192.0.2.1 to port 22\n"))
        .containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attacked systems:", "Angegriffene Systeme:", "Serveurs attaqués :", "Equipos atacados:",
        "Sistemi attaccati:", "Aangevallen systemen:", "Zaatakowane serwery:",
            "Атакованные серверы:"
      })
  void a_table_below_attacked_systems_lists_targets(String heading) {
    var text =
        "192.0.2.1 scans us.\n\n"
            + heading
            + "\n\n  Name                 Address\n  mx.us.example        198.51.100.1\n"
            + "  www.us.example       198.51.100.2\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).contains("198.51.100.1", "198.51.100.2");
  }

  @Test
  void long_logs_take_no_long_time() {
    var text = new StringBuilder("Attack:\n");
    for (int i = 0; text.length() < 500_000; i++) {
      text.append("filterlog: 7,em0,4,tcp,44,192.0.").append(i % 250).append('.').append(i % 99);
      text.append(",198.51.100.").append(i % 250).append(",40222,23,0,S ALLOW DROP - Z \n");
    }
    assertThat(CpuTime.of(() -> of(Role.SOURCE, text.toString()))).isLessThan(3_000_000_000L);
    var line = "I=[ eni- Teardown ".repeat(20_000) + "192.0.2.1 ".repeat(10_000);
    assertThat(CpuTime.of(() -> of(Role.SOURCE, line))).isLessThan(3_000_000_000L);
  }
}
