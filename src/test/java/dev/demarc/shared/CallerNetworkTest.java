package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "203.0.113.7, ::ffff:203.0.113.7, true",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "unix-socket, unix-socket, true",
  })
  void an_address_counts_by_itself_and_one_of_ipv6_with_its_network(
      String one, String other, boolean same) {
    assertThat(CallerNetwork.of(one).equals(CallerNetwork.of(other))).isEqualTo(same);
  }
}
