package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.text.HtmlText;
import dev.demarc.shared.CpuTime;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which side an address is on in tables, in lines of logs and in forms. */
class TablesAndLogsTest {

  private static List<String> of(Role role, String text) {
    var found = new IndicatorList();
    boolean accuses = IndicatorMiner.mine(text, found);
    RolesOfAll.settle(found, accuses, null);
    return found.list().stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ziel           Port   Gegenstelle\n198.51.100.1   22     192.0.2.1\n",
        "| destination | port | source |\n|---|---|---|\n| 198.51.100.1 | 22 | 192.0.2.1 |\n",
        "time;dst;src\n10:00;198.51.100.1;192.0.2.1\n10:01;198.51.100.1;192.0.2.1\n",
        "date,victim ip,attacker ip\n2026-11-26,198.51.100.1,192.0.2.1\n",
        "Destino\tPuerto\tOrigen\n198.51.100.1\t22\t192.0.2.1\n",
        "目标地址 | 端口 | 来源地址\n198.51.100.1 | 22 | 192.0.2.1\n",
        "+-----+-----+\n| Cible        | Adresse attaquante |\n+----+----+\n| 198.51.100.1 | 192.0.2.1 |\n",
        "Адрес назначения    Источник\n198.51.100.1        192.0.2.1\n"
      })
  void the_head_of_a_column_says_which_side_stands_in_it(String table) {
    assertThat(of(Role.SOURCE, table)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, table)).containsExactly("198.51.100.1");
  }

  @Test
  void columns_of_an_html_table_have_heads_too() {
    var html =
        "<p>Attacks:</p><table><tr><th>Target</th><th>Attacker</th></tr>"
            + "<tr><td>198.51.100.1</td><td>192.0.2.1</td></tr>"
            + "<tr><td>198.51.100.2</td><td>192.0.2.1</td></tr></table>";

    assertThat(of(Role.SOURCE, HtmlText.of(html))).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, HtmlText.of(html))).containsExactly("198.51.100.1", "198.51.100.2");
  }

  @Test
  void beside_a_column_of_attackers_a_column_of_hosts_says_nothing() {
    var table = "Host           Attacker\n198.51.100.1   192.0.2.1\n198.51.100.2   192.0.2.1\n";

    assertThat(of(Role.SOURCE, table)).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "When Attacker Victim Tries\n2026-11-26 10:00:01 192.0.2.1 mx.us.example 12\n",
        "Zeit Quelle Ziel\n26.11.2026 10:00 192.0.2.1 vpn.us.example\n26.11.2026 10:01 192.0.2.1 mx.us.example\n",
        "Time (UTC) Source IP Destination IP Port\n2026-11-26 10:00:01 192.0.2.1 198.51.100.1 22\n",
        "Hora Origen Destino\n10:00:01 2001:db8::1 198.51.100.1\n"
      })
  void columns_apart_by_single_blanks_have_their_sides_in_the_order_of_the_heads(String table) {
    assertThat(of(Role.SOURCE, "These attacked us.\n\n" + table))
        .hasSize(1)
        .allMatch(value -> value.equals("192.0.2.1") || value.equals("2001:db8::1"));
  }

  @Test
  void a_sentence_is_no_row_of_heads() {
    var text =
        "From source to target in no time.\n2026-11-26 192.0.2.1 reached 198.51.100.1 twice\n";

    assertThat(of(Role.TARGET, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Infected host,Seen (UTC),Family,Remote IP\n192.0.2.1,2026-11-26 10:00,emotet,198.51.100.9\n",
        "Bot IP | Time | C2 server\n192.0.2.1 | 10:00 | 198.51.100.9\n",
        "Infizierte IP;Zeit;Remote IP\n192.0.2.1;10:00;198.51.100.9\n"
      })
  void beside_an_infected_machine_the_server_that_it_called_is_not_accused(String table) {
    assertThat(of(Role.SOURCE, table)).contains("192.0.2.1").doesNotContain("198.51.100.9");
  }

  @Test
  void a_separator_in_quotation_marks_parts_no_cells() {
    var table =
        "# id,dateadded (UTC),url,host_ip,threat,tags,link\n"
            + "\"39\",\"2026-11-24 09:14:05\",\"http://evil-one.com/i\",\"192.0.2.1\",\"malware_download\",\"elf,mozi\",\"https://tracker.example/39/\"\n";

    assertThat(of(Role.SOURCE, table))
        .contains("http://evil-one.com/i", "192.0.2.1")
        .doesNotContain("https://tracker.example/39/");
  }

  @Test
  void a_bare_address_beside_a_target_is_the_other_side() {
    var table =
        "asn,ip,time,dst_ip\n64500,192.0.2.1,10:00,198.51.100.1\n64500,192.0.2.2,10:01,198.51.100.1\n";

    assertThat(of(Role.SOURCE, table)).containsExactly("192.0.2.1", "192.0.2.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attacker IP\t192.0.2.1\nVictim IP\t198.51.100.1 (TCP/22)\n",
        "| Source IP | 192.0.2.1 |\n| Target IP | 198.51.100.1 |\n",
        "공격지 IP\t192.0.2.1\n피해지 IP\t198.51.100.1\n",
        "<r:Infected>192.0.2.1</r:Infected> <VictimIp>198.51.100.1</VictimIp>"
      })
  void a_cell_or_an_element_before_an_address_is_its_label(String form) {
    assertThat(of(Role.SOURCE, form)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, form)).containsExactly("198.51.100.1");
  }

  @Test
  void an_element_that_ends_before_an_address_is_no_arrow() {
    assertThat(of(Role.TARGET, "<Code>192.0.2.1</Code> <made>198.51.100.1</made>")).isEmpty();
  }

  @Test
  void a_web_servers_own_name_in_its_log_is_attacked() {
    var log =
        "Attacks on our shop:\n\n"
            + "www.shop.example:443 192.0.2.1 - - [26/Nov/2026:05:40:11 +0100] \"GET /.env HTTP/1.1\" 404 9\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, log)).containsExactly("www.shop.example");
  }

  @Test
  void what_goes_back_in_wide_columns_of_flows_is_an_answer() {
    var flows =
        "10:00:01 TCP     192.0.2.1:52011 ->     198.51.100.1:22     11\n"
            + "10:00:02 TCP     198.51.100.1:22  ->        192.0.2.1:52011   9\n";

    assertThat(of(Role.SOURCE, flows)).containsExactly("192.0.2.1");
  }

  @Test
  void packets_to_a_masked_address_have_a_source() {
    var log = "10:00:01 192.0.2.1.4242 > xxx.xxx.xxx.7.23: S\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 tries passwords on our busy mail server 198.51.100.1.",
        "Jemand hinter 192.0.2.1 greift unseren kleinen Webserver 198.51.100.1 an.",
        "192.0.2.1 útočí na náš poštovní server 198.51.100.1.",
        "192.0.2.1 probiert Passwörter an unserem RDP-Server 198.51.100.1 aus.",
        "Atak na nasz sklep (serwer 198.51.100.1) z 192.0.2.1."
      })
  void a_thing_of_the_writers_is_attacked_whatever_it_is_called(String text) {
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1");
  }

  @Test
  void columns_end_with_the_table() {
    var text = "Source        Target\n192.0.2.1     198.51.100.1\n\nOur resolver is 192.0.2.53.\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
  }

  @Test
  void a_long_table_takes_linear_time() {
    var rows = "192.0.2.1     198.51.100.1     22\n".repeat(8_000);

    var text = "Nobody  Nothing  Never\n" + rows;

    assertThat(CpuTime.of(() -> of(Role.SOURCE, text))).isLessThan(3_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Angreifende IP ....: 192.0.2.1\nZiel-IP ...........: 198.51.100.1",
        "IP agresora: 192.0.2.1\nEquipo atacado: 198.51.100.1",
        "Adresse attaquante : 192.0.2.1\nServeur visé : 198.51.100.1",
        "Ip ofensor ........ : 192.0.2.1\nIp da vítima ...... : 198.51.100.1",
        "Indirizzo attaccante: 192.0.2.1\nHost attaccato: 198.51.100.1",
        "攻撃元アドレス：192.0.2.1\n攻撃先アドレス：198.51.100.1"
      })
  void a_form_names_both_sides(String form) {
    assertThat(of(Role.SOURCE, form)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, form)).containsExactly("198.51.100.1");
  }

  @Test
  void an_answer_to_packets_is_none_of_the_attack() {
    var flows =
        "UDP 192.0.2.1:5353 -> 198.51.100.1:443 40 pkts\n"
            + "ICMP 198.51.100.1 -> 192.0.2.1 2 pkts\n";

    assertThat(of(Role.SOURCE, flows)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, flows)).containsExactly("198.51.100.1");
  }

  @Test
  void in_a_proxys_log_the_client_behind_it_acts() {
    var log =
        "192.0.2.80 - - [27/Nov/2026:21:40:11 +0000] \"POST /login HTTP/1.1\" 401 12 \"-\""
            + " X-Forwarded-For: 203.0.113.7\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("203.0.113.7");
  }

  @Test
  void a_telephone_server_that_refuses_registrations_is_attacked() {
    var log =
        "NOTICE[9]: Registration from '<sip:4000@198.51.100.1>' failed for '192.0.2.1:5062' - No"
            + " matching peer found\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, log)).containsExactly("198.51.100.1");
  }

  @Test
  void of_quoted_trace_the_server_that_handed_over_from_outside_acts() {
    var trace =
        "We complain about spam:\n\n"
            + "> Received: from mx.desk.example (mx.desk.example [198.51.100.9])\n"
            + ">\tby store.desk.example; Fri, 27 Nov 2026 11:20:09 +0300\n"
            + "> Received: from vm-9.seller.example (unknown [192.0.2.1])\n"
            + ">\tby mx.desk.example (Postfix); Fri, 27 Nov 2026 11:20:07 +0300\n"
            + "> Received: from mail.bank.example ([203.0.113.3]) by vm-9.seller.example\n";

    assertThat(of(Role.SOURCE, trace)).containsExactly("192.0.2.1");
    assertThat(of(Role.BYSTANDER, trace)).contains("198.51.100.9", "mx.desk.example");
  }

  @Test
  void ports_of_a_firewalls_log_are_no_ranges() {
    var log =
        "%ASA-4-106023: Deny tcp src outside:192.0.2.1/51544 dst dmz:198.51.100.1/22 by"
            + " access-group \"in\"\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, log)).containsExactly("198.51.100.1");
  }

  @Test
  void the_last_quoted_field_of_a_web_log_is_the_client() {
    var log =
        "192.0.2.80 - - [27/Nov/2026:16:58:40 +0000] \"GET /x HTTP/1.1\" 200 1 \"-\" \"curl/8\""
            + " \"203.0.113.7\"\n";

    assertThat(of(Role.SOURCE, log)).containsExactly("203.0.113.7");
  }

  @Test
  void dots_lead_from_a_label_to_its_value() {
    var form = "Attacker ........ 192.0.2.1\nVictim's PC ..... 198.51.100.1\n";

    assertThat(of(Role.SOURCE, form)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, form)).containsExactly("198.51.100.1");
  }

  @Test
  void a_link_that_shows_another_site_than_it_leads_to_is_accused() {
    var html =
        "<p>This phishing mail came today:</p><a href='http://post-tracking.example.net/x'>"
            + "https://www.post.example/track</a>";

    assertThat(of(Role.SOURCE, HtmlText.of(html))).contains("http://post-tracking.example.net/x");
    assertThat(of(Role.BRAND, HtmlText.of(html))).contains("https://www.post.example/track");
  }

  @Test
  void a_link_that_shows_its_own_site_is_not() {
    var html =
        "<p>192.0.2.1 attacks us.</p><a href='https://t.desk.example/x'>https://desk.example/y</a>";

    assertThat(of(Role.SOURCE, HtmlText.of(html))).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 attacks us. 192.0.2.9 in the log is my own scanner.",
        "192.0.2.1 attackiert uns. Die Zeilen mit 192.0.2.9 gehören nicht dazu.",
        "192.0.2.1 nous attaque. La page a été vérifiée depuis 192.0.2.9.",
        "192.0.2.1 nos ataca. 192.0.2.9 es nuestra sonda.",
        "192.0.2.1 está atacando a rede. O endereço 192.0.2.9 foi forjado.",
        "192.0.2.1 атакует нас. 192.0.2.9 - это обычный посетитель.",
        "192.0.2.1が攻撃しています。弊社では192.0.2.9から取得して確認しました。"
      })
  void what_the_writer_clears_is_no_source(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 attacked our host 198.51.100.1, which belongs to us.",
        "192.0.2.1 greift unseren Server 198.51.100.1 an. Der gehört uns.",
        "192.0.2.1 attaque notre serveur 198.51.100.1, qui nous appartient."
      })
  void what_belongs_to_the_writer_may_well_be_attacked(String text) {
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1");
  }

  @Test
  void what_a_notice_of_copyright_calls_the_original_is_not_accused() {
    var text =
        "Our books are first published at\n\n  https://www.press.example/b/1\n\n"
            + "Copied without permission they are offered at\n\n  https://copies.example.net/b/1\n";

    assertThat(of(Role.SOURCE, text))
        .contains("https://copies.example.net/b/1")
        .doesNotContain("https://www.press.example/b/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Format: kind | asn | ip | timestamp | info\n\n"
            + "bot | 64512 | 192.0.2.1 | 2026-11-22 03:10 | sinkhole 198.51.100.1\n",
        "Format: ASN | IP | Timestamp (UTC) | Port\n64512 | 192.0.2.1 | 2026-11-22 03:10 | 443\n",
        "IP-Adresse      Zeitpunkt           Art\n192.0.2.1       22.11.2026 03:10    bot\n"
      })
  void a_table_without_sides_that_tells_when_and_what_lists_culprits(String table) {
    assertThat(of(Role.SOURCE, table)).containsExactly("192.0.2.1");
  }

  @Test
  void a_table_of_pages_lists_the_pages_and_not_the_links_about_them() {
    var table =
        "Date added (UTC) | URL | Threat | Link\n"
            + "2026-11-22 05:11 | http://192.0.2.1:4152/i | malware_download |"
            + " https://feed.example/url/33/\n";

    assertThat(of(Role.SOURCE, table)).contains("http://192.0.2.1:4152/i", "192.0.2.1");
    assertThat(of(Role.SOURCE, table)).noneMatch(v -> v.contains("feed.example"));
  }

  @Test
  void where_a_collector_read_a_log_is_the_attacked_side() {
    var text =
        "Received From: (web-2) 192.0.2.14->/var/log/auth.log\nRule: brute force.\n"
            + "Src IP: 198.51.100.201\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("198.51.100.201");
    assertThat(of(Role.TARGET, text)).containsExactly("192.0.2.14");
  }
}
