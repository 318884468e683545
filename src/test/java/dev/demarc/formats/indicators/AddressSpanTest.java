package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges that are written from their first to their last address. */
class AddressSpanTest {

  private static List<Indicator> mined(String text) {
    var found = new IndicatorList();
    IndicatorMiner.mine(text, found);
    return found.list();
  }

  private static List<String> values(String text) {
    return mined(text).stream().map(Indicator::value).toList();
  }

  private static List<String> of(Role role, String text) {
    return mined(text).stream().filter(i -> i.role() == role).map(Indicator::value).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.32/255.255.255.240",
        "198.51.100.32 / 255.255.255.240",
        "198.51.100.32 netmask 255.255.255.240",
        "198.51.100.40, Maske 255.255.255.240",
        "198.51.100.32 с маской 255.255.255.240"
      })
  void an_address_with_a_mask_is_a_range(String text) {
    assertThat(values("Spam from your range " + text)).containsExactly("198.51.100.32/28");
  }

  @Test
  void what_is_no_mask_makes_no_range() {
    assertThat(values("198.51.100.32 was told 255.0.255.0"))
        .contains("198.51.100.32")
        .noneMatch(value -> value.contains("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.32-198.51.100.47",
        "198.51.100.32 - 198.51.100.47",
        "198.51.100.32 \u2013 198.51.100.47",
        "198.51.100.32\u2014198.51.100.47",
        "198.51.100.32 -\n198.51.100.47",
        "198.51.100.32..198.51.100.47",
        "198.51.100.32-47",
        "198.51.100.32-.47",
        "198.51.100[.]32 - 198.51.100[.]47",
        "from 198.51.100.32 to 198.51.100.47",
        "198.51.100.32 through 198.51.100.47",
        "von 198.51.100.32 bis 198.51.100.47",
        "de 198.51.100.32 à 198.51.100.47",
        "desde la 198.51.100.32 hasta la 198.51.100.47",
        "de 198.51.100.32 a 198.51.100.47",
        "de 198.51.100.32 até 198.51.100.47",
        "dal 198.51.100.32 al 198.51.100.47",
        "van 198.51.100.32 t/m 198.51.100.47",
        "198.51.100.32 tot en met 198.51.100.47",
        "od 198.51.100.32 do 198.51.100.47",
        "od 198.51.100.32 až 198.51.100.47",
        "198.51.100.32\uFF5E198.51.100.47",
        "198.51.100.32から198.51.100.47まで",
        "从198.51.100.32到198.51.100.47",
        "198.51.100.32至198.51.100.47",
        "с 198.51.100.32 по 198.51.100.47",
        "range:198.51.100.32-198.51.100.47",
        "(198.51.100.32-198.51.100.47).",
        "hosts 198.51.100.33 - 198.51.100.46"
      })
  void is_the_network_that_it_makes_up(String text) {
    assertThat(values(text)).containsExactly("198.51.100.32/28");
  }

  @Test
  void is_the_networks_that_it_makes_up_where_they_are_few() {
    assertThat(values("addresses 192.0.2.10 - 192.0.2.20"))
        .containsExactly("192.0.2.10/31", "192.0.2.12/30", "192.0.2.16/30", "192.0.2.20");
    assertThat(values("2001:db8:3::10 - 2001:db8:3::1f")).containsExactly("2001:db8:3::10/124");
    assertThat(values("10.0.0.0 - 10.255.255.255")).containsExactly("10.0.0.0/8");
  }

  @Test
  void is_its_ends_where_they_are_many() {
    assertThat(values("addresses 192.0.2.3 - 192.0.2.253"))
        .containsExactly("192.0.2.3", "192.0.2.253");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attack from 203.0.113.5 to 203.0.113.6 | 203.0.113.5 203.0.113.6",
        "attack from 203.0.113.5 to 198.51.100.7 | 203.0.113.5 198.51.100.7",
        "203.0.113.5 - 203.0.113.9 - 203.0.113.77 | 203.0.113.5 203.0.113.9 203.0.113.77",
        "203.0.113.5 -> 203.0.113.9 | 203.0.113.5 203.0.113.9",
        "203.0.113.9 - 203.0.113.5 | 203.0.113.9 203.0.113.5",
        "203.0.113.5 - 198.51.100.7 | 203.0.113.5 198.51.100.7",
        "203.0.113.5, 203.0.113.9 | 203.0.113.5 203.0.113.9",
        "203.0.113.5 - 22 attempts | 203.0.113.5",
        "203.0.113.5 - - [22/Nov/2026:01:02:03 +0000] | 203.0.113.5"
      })
  void two_addresses_that_are_no_range_stay_two(String text, String expected) {
    assertThat(values(text)).containsExactly(expected.split(" "));
  }

  @Test
  void is_one_value_of_a_field_where_it_is_one_network() {
    assertThat(Observable.of("198.51.100.32 - 198.51.100.47").orElseThrow().value())
        .isEqualTo("198.51.100.32/28");
    assertThat(Observable.of("192.0.2.10 - 192.0.2.20")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hosts of your range 203.0.113.64 - 203.0.113.95 are scanning our network 198.51.100.0/25.",
        "Rechner aus Ihrem Adressbereich 203.0.113.64 bis 203.0.113.95 scannen unser Netz"
            + " 198.51.100.0/25.",
        "Des machines de votre plage 203.0.113.64 à 203.0.113.95 balaient notre réseau"
            + " 198.51.100.0/25.",
        "Equipos de su rango 203.0.113.64 a 203.0.113.95 barren nuestra subred 198.51.100.0/25.",
        "Máquinas da sua faixa 203.0.113.64 a 203.0.113.95 varrem a nossa rede 198.51.100.0/25.",
        "Host del vostro intervallo 203.0.113.64 - 203.0.113.95 scansionano la nostra rete"
            + " 198.51.100.0/25.",
        "Machines uit uw reeks 203.0.113.64 t/m 203.0.113.95 scannen ons netwerk 198.51.100.0/25.",
        "Hosty z państwa zakresu 203.0.113.64 do 203.0.113.95 skanują naszą sieć 198.51.100.0/25.",
        "Stroje z vašeho rozsahu 203.0.113.64 až 203.0.113.95 skenují naši síť 198.51.100.0/25.",
        "Узлы из вашего диапазона 203.0.113.64 по 203.0.113.95 сканируют нашу сеть"
            + " 198.51.100.0/25.",
        "貴社のネットワーク203.0.113.64～203.0.113.95から弊社のネットワーク198.51.100.0/25へスキャンされています。",
        "贵司网段203.0.113.64至203.0.113.95扫描我们的网络198.51.100.0/25。",
        "Your customer network 203.0.113.64/27 has been walking through our prefix 198.51.100.0/25."
      })
  void scans_as_the_readers_what_the_writers_is(String text) {
    assertThat(of(Role.SOURCE, text)).containsExactly("203.0.113.64/27");
    assertThat(of(Role.TARGET, text)).containsExactly("198.51.100.0/25");
  }

  @Test
  void of_the_reader_can_be_the_attacked_side() {
    var text = "Your range 203.0.113.64 - 203.0.113.95 is being flooded from 198.51.100.9.";
    assertThat(of(Role.TARGET, text)).containsExactly("203.0.113.64/27");
    assertThat(of(Role.SOURCE, text)).containsExactly("198.51.100.9");
  }
}
