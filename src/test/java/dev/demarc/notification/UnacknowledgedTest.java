package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.EmailAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {

  private static final Set<String> LISTED =
      Set.of("Noc@Partner.example", "@feed.example", " .lists.example", "");

  private static boolean has(String address) {
    return Unacknowledged.has(LISTED, EmailAddress.of(address).orElseThrow());
  }

  @Test
  void an_address_is_listed_alone_and_a_domain_with_all_below_it() {
    assertThat(has("noc@partner.example")).isTrue();
    assertThat(has("x@feed.example")).isTrue();
    assertThat(has("x@eu.feed.example")).isTrue();
    assertThat(has("x@lists.example")).isTrue();
    assertThat(has("ines@partner.example")).isFalse();
    assertThat(has("x@otherfeed.example")).isFalse();
  }
}
