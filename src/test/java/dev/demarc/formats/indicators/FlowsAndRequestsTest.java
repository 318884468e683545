package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.CpuTime;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asked and who answered, in lists of flows and in what web servers keep of a request. */
class FlowsAndRequestsTest {

  private static List<String> of(Role role, String text) {
    var found = new IndicatorList();
    boolean accuses = IndicatorMiner.mine(text, found);
    RolesOfAll.settle(found, accuses, null);
    return found.list().stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nfdump
        "Date first seen   Duration Proto   Src IP Addr:Port        Dst IP Addr:Port   Packets\n"
            + "2026-11-20 01:02:03.456    1.001 TCP   192.0.2.1:51000  ->   198.51.100.1:3389    12\n"
            + "2026-11-20 01:02:03.457    1.000 TCP   198.51.100.1:3389  ->   192.0.2.1:51000    10\n",
        // tcpdump
        "01:02:03.456 IP 192.0.2.1.51000 > 198.51.100.1.22: Flags [S], seq 1\n"
            + "01:02:03.457 IP 198.51.100.1.22 > 192.0.2.1.51000: Flags [S.], seq 2\n",
        "192.0.2.1:51000 => 198.51.100.1:445\n198.51.100.1:445      =>      192.0.2.1:51000\n",
        "src;sport;dst;dport\n192.0.2.1;51000;198.51.100.1;22\n198.51.100.1;22;192.0.2.1;51000\n",
        "| Quelle | Ziel | Port |\n|---|---|---|\n| 192.0.2.1 | 198.51.100.1 | 22 |\n| 198.51.100.1 | 192.0.2.1 | 51000 |\n",
        "Origen\tDestino\tPaquetes\n192.0.2.1\t198.51.100.1\t14\n198.51.100.1\t192.0.2.1\t13\n",
        "Źródło          Cel             Port\n192.0.2.1       198.51.100.1    22\n198.51.100.1    192.0.2.1       51000\n"
      })
  void what_goes_back_is_an_answer(String flows) {
    var text = "These hosts guess passwords here.\n\n" + flows;

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1");
  }

  @Test
  void of_two_flows_to_different_hosts_both_are_asked() {
    var text =
        "Port scan:\n192.0.2.1:51000 -> 198.51.100.1:22\n192.0.2.1:51001 -> 198.51.100.2:22\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1", "198.51.100.2");
  }

  @Test
  void the_first_section_of_an_audit_log_names_the_client_before_the_server() {
    var text =
        """
        Attack on our shop:
        --5f3e0001-A--
        [20/Nov/2026:06:07:08.123456 +0000] aBcDeFgHiJkLmNoPqRsTuVwX 192.0.2.1 40222 198.51.100.1 80
        --5f3e0001-B--
        GET /.env HTTP/1.1
        User-Agent: curl/8.0
        Accept: */*
        Host: shop.us.example
        Referer: https://search.other.example/?q=env
        """;

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1", "shop.us.example");
  }

  @Test
  void the_host_that_is_asked_is_attacked_also_where_it_is_an_address() {
    var text =
        "Intrusion attempt by 192.0.2.1:\n\n> POST /cgi-bin/login HTTP/1.0\n> Host: 198.51.100.1\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1");
  }

  @Test
  void a_host_without_a_request_above_it_is_a_label() {
    assertThat(of(Role.SOURCE, "Abuse report\n\nHost: 192.0.2.1\nType: ssh brute force\n"))
        .containsExactly("192.0.2.1");
  }

  @Test
  void the_error_log_of_a_web_server_names_its_own_sites() {
    var text =
        "Attacks:\n2026/11/20 06:07:08 [error] 11#11: *5 access forbidden by rule, client: 192.0.2.1,"
            + " server: www.us.example, request: \"GET /.git/config HTTP/1.1\", host: \"shop.us.example\"\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("www.us.example", "shop.us.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", "> ", "\t", "| "})
  void the_site_before_the_client_is_the_servers_own_in_a_quoted_log_too(String indent) {
    var line =
        "www.us.example:443 192.0.2.1 - - [20/Nov/2026:06:07:08 +0000] \"GET / HTTP/1.1\" 200 1\n";
    var text = "Your bot crawls us without end.\n\n" + indent + line + indent + line;

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("www.us.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 keeps scanning the following:",
        "The address 192.0.2.1 has attacked the following hosts:",
        "Der Rechner 192.0.2.1 hat folgende Server angegriffen:",
        "192.0.2.1 greift die folgenden Adressen an:",
        "L'adresse 192.0.2.1 a attaqué les machines suivantes :",
        "La IP 192.0.2.1 ha atacado los siguientes equipos:",
        "O endereço 192.0.2.1 atacou os seguintes servidores:",
        "L'indirizzo 192.0.2.1 ha attaccato i seguenti sistemi:",
        "192.0.2.1 valt de volgende systemen aan:",
        "Adres 192.0.2.1 atakował następujące serwery:",
        "Adresa 192.0.2.1 útočila na následující servery:",
        "Адрес 192.0.2.1 атаковал следующие серверы:",
        "192.0.2.1 が以下のホストを攻撃しています：",
        "192.0.2.1攻击了以下主机："
      })
  void who_is_listed_as_attacked_is_the_target_with_its_name(String heading) {
    var text =
        heading
            + "\n\n  mx1.us.example - 198.51.100.1\n  mx2.us.example - 198.51.100.2\n\nRegards\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text))
        .containsExactly("mx1.us.example", "198.51.100.1", "mx2.us.example", "198.51.100.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 hosts the following phishing sites:",
        "Folgende Phishing-Seiten liegen auf 192.0.2.1:",
        "Les sites de phishing suivants sont hébergés sur 192.0.2.1 :"
      })
  void a_list_of_what_attacks_stays_accused(String heading) {
    var text = heading + "\n\n  login.bad.example - 192.0.2.1\n  pay.bad.example - 192.0.2.2\n";

    assertThat(of(Role.SOURCE, text))
        .contains("192.0.2.1", "login.bad.example", "pay.bad.example", "192.0.2.2");
  }

  @Test
  void long_lists_of_flows_and_requests_take_no_long_time() {
    var text = new StringBuilder("Attack:\n");
    for (int i = 0; text.length() < 500_000; i++) {
      text.append("192.0.2.").append(i % 250).append(":5000 -> 198.51.100.").append(i % 99);
      text.append(":22\nHost: a").append(i).append(".example\n(192.0.2.").append(i % 250);
      text.append(", b").append(i).append(".example)\n");
    }
    assertThat(CpuTime.of(() -> of(Role.SOURCE, text.toString()))).isLessThan(3_000_000_000L);
  }
}
