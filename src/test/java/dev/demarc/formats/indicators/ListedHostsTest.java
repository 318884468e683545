package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.CpuTime;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedHostsTest {

  private static List<String> of(Role role, String text) {
    var found = new IndicatorList();
    IndicatorMiner.mine(text, found);
    return found.list().stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @Test
  void what_a_report_lists_is_what_it_accuses() {
    var text =
        "IPs engaged in harvesting:\n\n10.0.2.1\n * 10.0.2.2\n64500 | 10.0.2.3 | 2026-03-02 |"
            + " -\n10.0.2.4/32\n";

    assertThat(of(Role.SOURCE, text))
        .containsExactly("10.0.2.1", "10.0.2.2", "10.0.2.3", "10.0.2.4");
  }

  @Test
  void marks_behind_an_address_leave_it_alone_on_its_line() {
    var text = "Hosts guessing passwords:\n\n192.0.2.1 [B] *new*\n192.0.2.2 [B,R]\n192.0.2.3 (H)\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
  }

  @Test
  void marks_before_an_address_and_counts_behind_it_too() {
    var text =
        "Hosts that sent spam to our traps:\n\n 1) [NEW] 192.0.2.1 *   14 messages\n"
            + " 2) [OLD] 192.0.2.2 **   3 messages\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1", "192.0.2.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#1 [B] 192.0.2.1 -- 14 mails\n#2 [B,R] 2001:db8::5 -- 3 mails\n",
        "No. 1: (B) 192.0.2.1, 14 mails\nNo. 2: (R) 2001:db8::5, 3 mails\n",
        "[B] #1 192.0.2.1\n[R] #2 2001:db8::5\n",
        "1/2 <B> 192.0.2.1\n2/2 <B,R> 2001:db8::5\n",
        "#01 - 192.0.2.1 - Mon\n#02 - 2001:db8::5 - Sun\n",
        "① {B} 192.0.2.1\n② {R} 2001:db8::5\n",
        "| 1 | [B] | 192.0.2.1 | Mon |\n| 2 | [B,R] | 2001:db8::5 | Sun |\n",
        "! 192.0.2.1\n*new* 2001:db8::5\n",
        "\u26A0 192.0.2.1 (x3)\n\uD83D\uDD34 2001:db8::5 \u2020 - Sun\n",
        "  7  2026-11-03 04:05:06  192.0.2.1\n 12  2026-11-03 09:10:11  2001:db8::5\n",
        "3.11.2026 4:05   bot-one   bot@mail-two.example   192.0.2.1\n"
            + "3.11.2026 9:10   bot-two   b2@mail-two.example    2001:db8::5\n"
      })
  void numbers_and_marks_of_any_kind_stand_before_an_address(String list) {
    assertThat(of(Role.SOURCE, "Hosts that sent spam to our traps:\n\n" + list))
        .containsExactly("192.0.2.1", "2001:db8::5");
  }

  @Test
  void a_link_behind_its_address_is_accused_and_a_lookup_of_it_is_not() {
    var text =
        "Malware in your network:\n\n192.0.2.1 http://shop-one.test/a.exe\n"
            + "2) 192.0.2.2 | https://lists.watch-one.example/ip/192.0.2.2\n";

    assertThat(of(Role.SOURCE, text))
        .containsExactlyInAnyOrder(
            "192.0.2.1", "http://shop-one.test/a.exe", "shop-one.test", "192.0.2.2");
  }

  @Test
  void marks_and_counts_stand_together_behind_an_address() {
    var text =
        "Hosts of yours that sent spam:\n\n192.0.2.1 [A] x 412   last: Mon\n"
            + "192.0.2.2 [B/C] x 57  last: Sun\n192.0.2.3 \u2020    last Fri\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The spam comes from 192.0.2.1. The servers below only handed it on and should not be blocked:",
        "Der Spam kommt von 192.0.2.1. Diese Server haben damit nichts zu tun:"
      })
  void a_heading_that_clears_what_is_listed_below_accuses_none_of_it(String words) {
    var text =
        words
            + "\n\n 1. mx1.shop-one.example   198.51.100.1\n 2. mx2.shop-one.example   198.51.100.2\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
  }

  @Test
  void the_legend_of_a_mark_says_which_side_it_stands_for() {
    var text =
        "Our systems were scanned. B = bron, D = doelwit:\n\n"
            + " (B) 192.0.2.1 *\n (D) 198.51.100.1\n (D) 198.51.100.2\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.1", "198.51.100.2");
  }

  @Test
  void a_heading_in_brackets_of_its_own_ends_the_list_above() {
    var text = "次のページは詐欺です：\nhttps://evil-one.com/login\n＜参考＞\nhttps://law.example/act\n";

    assertThat(of(Role.SOURCE, text)).contains("https://evil-one.com/login");
    assertThat(of(Role.SOURCE, text)).noneMatch(v -> v.contains("law.example"));
  }

  @Test
  void a_heading_says_of_a_list_that_it_is_the_other_side() {
    var text = "Attackers:\n\n192.0.2.1\n\nVictim hosts:\n\n203.0.113.1\n203.0.113.2\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("203.0.113.1", "203.0.113.2");
  }

  @Test
  void a_link_with_its_address_behind_it_is_accused() {
    assertThat(of(Role.SOURCE, "Please look:\nhxxps://bank[.]example/x [192.0.2.1]\nThanks"))
        .contains("https://bank.example/x", "192.0.2.1");
  }

  @Test
  void a_reporters_own_links_are_only_mentioned() {
    var text =
        "192.0.2.1 attacked us.\n"
            + "https://reporter.example/help\n\n"
            + "Regards\n"
            + "https://www.reporter.example/";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05:06:07.123 IP 192.0.2.1.4242 > 203.0.113.1.80: Flags [S]",
        "2026-03-04T05:06:07Z 192.0.2.1:4242 -> 203.0.113.1:53 UDP",
        "Attacker: 192.0.2.1\nVictim: 203.0.113.1",
        "O IP 192.0.2.1 está realizando ataques contra o servidor 203.0.113.1",
        "Von der IP-Adresse 192.0.2.1 wird gegen 203.0.113.1 gescannt"
      })
  void both_sides_of_a_log_line_or_sentence_are_told(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1");
    assertThat(of(Role.TARGET, text)).containsExactly("203.0.113.1");
  }

  @Test
  void the_client_of_a_web_servers_log_acts() {
    var line = "192.0.2.1 - - [04/Mar/2026:05:06:07 +0000] \"GET /x HTTP/1.1\" 404 12";

    assertThat(of(Role.SOURCE, line)).containsExactly("192.0.2.1");
  }

  @Test
  void a_quoted_line_is_no_arrow() {
    assertThat(of(Role.TARGET, "> 192.0.2.1 is what I see here\n> and nothing else")).isEmpty();
  }

  @Test
  void one_long_line_full_of_addresses_is_read_in_no_time() {
    var text = "x 10.1.2.3 ".repeat(40_000);

    assertThat(CpuTime.of(() -> of(Role.SOURCE, text))).isLessThan(1_000_000_000L);
  }

  @Test
  void labels_of_firewalls_and_of_attacks_say_who_is_who() {
    var text =
        "Failed logins:\ntime=03:10 remip=192.0.2.1 locip=192.0.2.2\n"
            + "Source IP:- 192.0.2.3\nTarget of attack:- 192.0.2.4\n";

    assertThat(of(Role.SOURCE, text)).containsExactly("192.0.2.1", "192.0.2.3");
    assertThat(of(Role.TARGET, text)).containsExactly("192.0.2.2", "192.0.2.4");
  }
}
