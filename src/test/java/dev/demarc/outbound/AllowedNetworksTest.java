package dev.demarc.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedNetworksTest {

  private static final AllowedNetworks NONE = AllowedNetworks.of(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.251",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd12:3456::1",
        "fd20:ce::254",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1"
      })
  void what_is_no_part_of_the_public_internet_is_refused(String address) throws Exception {
    assertThat(NONE.refusal(InetAddress.getByName(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "52.94.236.248",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2001:200::1",
        "2600:1f18::1",
        "2a00:1450:4001::1",
        "64:ff9b::101:101"
      })
  void the_public_internet_is_allowed(String address) throws Exception {
    assertThat(NONE.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.0.0/16, 10.20.3.4, true",
    "10.20.0.0/16, 10.21.3.4, false",
    "10.20.0.7, 10.20.0.7, true",
    "10.20.0.7, 10.20.0.8, false",
    "10.0.0.0/8, 64:ff9b::a00:1, true",
    "fd12:3456::/32, fd12:3456::9, true",
    "127.0.0.0/8, ::1, false",
    // an address for credentials is listed as such
    "fc00::/7, fd12:3456::9, true",
    "fc00::/7, fd00:ec2::254, false",
    "::/3, ::1, false",
    "fd00:ec2::254, fd00:ec2::254, true",
    "169.254.169.254/32, 169.254.169.254, true",
    "169.254.169.254/32, 169.254.170.2, false"
  })
  void what_the_operator_lists_is_allowed_and_no_more(
      String listed, String address, boolean allowed) throws Exception {
    assertThat(
            AllowedNetworks.of(List.of(listed)).refusal(InetAddress.getByName(address)).isEmpty())
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "8.0.0.0/6", "192.0.0.0/8", "52.1.2.3", "2000::/3"})
  void an_entry_that_opens_more_than_a_private_range_cannot_be_listed(String listed) {
    assertThatThrownBy(() -> AllowedNetworks.of(List.of(listed)))
        .hasMessageContaining("\"" + listed + "\"")
        .hasMessageContaining("list private networks only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail.internal", "10.*.0.1", "10.0.0.0/33", "10.0.0.1-9", "0x0a000001"})
  void an_entry_that_is_no_network_cannot_be_listed(String listed) {
    assertThatThrownBy(() -> AllowedNetworks.of(List.of(listed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no network");
  }

  @Test
  void spaces_and_empty_entries_do_no_harm() throws Exception {
    var allowed = AllowedNetworks.of(List.of(" 10.0.0.0/8 ", "", " "));
    assertThat(allowed.refusal(InetAddress.getByName("10.1.2.3"))).isEmpty();
  }
}
