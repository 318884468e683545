package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.finding.filter.IndexLookup;
import dev.demarc.finding.filter.SpelledIndicator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledIndicatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.77",
        "203[.]0[.]113[.]77",
        "203.0.113[.]77",
        "203(.)0(.)113(.)77",
        "203{.}0{.}113{.}77",
        "203[dot]0[dot]113[dot]77",
        "203(dot)0(dot)113(dot)77",
        "203 . 0 . 113 . 77",
        "203 dot 0 dot 113 dot 77",
        "203\\.0\\.113\\.77",
        "２０３．０．１１３．７７",
        "203。0。113。77",
        "203.0.113.77/32",
        "<203.0.113.77>",
        "(203.0.113.77),",
        "203_dot_0_dot_113_dot_77",
        "203[.0[.113[.77",
        "::ffff:203.0.113.77"
      })
  void an_address_is_read_in_every_spelling(String spelling) {
    assertThat(values(spelling)).contains("203.0.113.77", "203.0.113.0/24", "203.0.0.0/16");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::7",
        "2001:0DB8:0000:0000:0000:0000:0000:0007",
        "2001:db8:0:0::7",
        "[2001:db8::7]",
        "2001[:]db8[:][:]7",
        "2001:db8::7/128",
        "2001:db8::7%eth0"
      })
  void ipv6_is_read_compressed_and_expanded(String spelling) {
    assertThat(values(spelling)).contains("2001:db8::7", "2001:db8::/32");
  }

  private static List<String> values(String spelling) {
    return SpelledIndicator.of(spelling).stream()
        .filter(IndexLookup.Values.class::isInstance)
        .flatMap(f -> ((IndexLookup.Values) f).values().stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.0/24, 203.0.113.255",
    "203.0.113.99/24, 203.0.113.0/24, 203.0.113.255",
    "203.0.113., 203.0.113.0/24, 203.0.113.255",
    "203.0.113, 203.0.113.0/24, 203.0.113.255",
    "203.0.113.*, 203.0.113.0/24, 203.0.113.255",
    "203.0., 203.0.0.0/16, 203.0.255.255",
    "203.0.*.*, 203.0.0.0/16, 203.0.255.255",
    "203[.]0[.]113[.]0/24, 203.0.113.0/24, 203.0.113.255",
    "2001:db8::/32, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8:, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"
  })
  void a_range_or_a_beginning_of_an_address_finds_all_within(
      String typed, String first, String last) {
    assertThat(SpelledIndicator.of(typed)).contains(new IndexLookup.Addresses(first, last));
  }

  @Test
  void a_range_finds_those_around_it() {
    assertThat(values("203.0.113.128/25")).contains("203.0.113.0/24", "203.0.0.0/16");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com",
    "Shop[.]Example[.]COM, shop.example.com",
    "shop . example . com, shop.example.com",
    "shop(dot)example(dot)com, shop.example.com",
    "*.example.com, example.com",
    "bücher.example.com, xn--bcher-kva.example.com",
    "ｓｈｏｐ．example．com, shop.example.com",
    "made-up.notatld, made-up.notatld"
  })
  void a_domain_finds_the_hosts_below_it(String typed, String host) {
    assertThat(SpelledIndicator.of(typed)).contains(new IndexLookup.HostsBelow(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.com/a", "hxxps://shop[.]example[.]com/a",
            "hXXps[:]//shop.example[.]com/a",
        "hxxps:\\\\shop.example.com/a", "h**ps://shop.example.com/a", "HTTPS://Shop.Example.com/a"
      })
  void an_address_of_the_web_is_read_in_every_spelling(String typed) {
    assertThat(SpelledIndicator.of(typed))
        .contains(new IndexLookup.ValuePrefix("https://shop.example.com/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eve@mail.example.com",
        "eve[at]mail[.]example[.]com",
        "eve (at) mail(dot)example.com",
        "eve at mail dot example.com",
        "eve[@]mail.example.com",
        "eve＠mail．example．com"
      })
  void a_mailbox_is_read_in_every_spelling(String typed) {
    assertThat(values(typed)).contains("eve@mail.example.com");
    assertThat(SpelledIndicator.of(typed))
        .contains(new IndexLookup.Reporter("eve@mail.example.com", false));
  }

  @Test
  void cases_are_found_by_key_in_any_spelling_and_by_bare_number() {
    assertThat(SpelledIndicator.of("dm-2026-42"))
        .contains(new IndexLookup.CaseKeyed("DM-2026-000042"));
    assertThat(SpelledIndicator.of("[DM-2026-000042]"))
        .contains(new IndexLookup.CaseKeyed("DM-2026-000042"));
    assertThat(SpelledIndicator.of("482")).contains(new IndexLookup.CaseNumber(482));
    assertThat(SpelledIndicator.of("#000482")).contains(new IndexLookup.CaseNumber(482));
  }

  @Test
  void names_of_aws_are_found_whole_and_by_their_beginning() {
    assertThat(SpelledIndicator.of("123456789012"))
        .contains(new IndexLookup.Term("account:123456789012"));
    assertThat(SpelledIndicator.of("arn:aws:rds:eu-west-1:"))
        .contains(new IndexLookup.ValuePrefix("arn:aws:rds:eu-west-1:"));
    assertThat(values("i-0123456789abcdef0")).contains("i-0123456789abcdef0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "@", "..", "a*", "999.999.999.999", "1.2.3.4/99", "::::", "*.", "300."})
  void nonsense_is_read_without_a_fault(String typed) {
    assertThat(SpelledIndicator.of(typed)).isNotNull();
    assertThat(SpelledIndicator.named(typed)).isNotEmpty();
  }
}
