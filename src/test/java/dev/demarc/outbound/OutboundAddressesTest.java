package dev.demarc.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OutboundAddressesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final AllowedNetworks NONE = AllowedNetworks.of(List.of());

  private static OutboundAddresses resolving(String... addresses) {
    return new OutboundAddresses(
        host -> {
          try {
            var found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
              found[i] =
                  InetAddress.getByAddress(host, InetAddress.getByName(addresses[i]).getAddress());
            }
            return List.of(found);
          } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
          }
        },
        NONE);
  }

  @Test
  void the_addresses_of_a_public_host_come_without_its_name() throws Exception {
    var found = resolving("1.1.1.1", "2600:1f18::1").of("api.example", PATIENCE);
    assertThat(found)
        .extracting(InetAddress::getHostAddress)
        .containsExactly("1.1.1.1", "2600:1f18:0:0:0:0:0:1");
    assertThat(found).allSatisfy(a -> assertThat(a.toString()).startsWith("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "169.254.169.254", "fd00:ec2::254"})
  void a_host_with_one_private_address_among_public_ones_is_refused(String address) {
    for (var order :
        List.of(
            new String[] {"1.1.1.1", address, "2600:1f18::1"},
            new String[] {address, "1.1.1.1"},
            new String[] {"1.1.1.1", "2600:1f18::1", address})) {
      assertThatThrownBy(() -> resolving(order).of("api.example", PATIENCE))
          .isInstanceOf(AddressRefused.class)
          .hasMessageContaining("api.example has the address ")
          .hasMessageContaining("demarc.outbound.allow");
    }
  }

  /** By the resolver of this machine, which knows more spellings than Java's own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0X7F.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0x7f.0.0.0x1",
        "127.0.0.01",
        "127.0.0.1.",
        "127.0.0.1",
        "169.254.43518",
        "[::1]",
        "::1",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1",
        "::ffff:169.254.169.254",
        "[fe80::1%lo]",
        "localhost",
        "LOCALHOST.",
        ""
      })
  void this_machine_is_refused_however_its_address_is_written(String host) {
    var addresses = new OutboundAddresses(name -> List.of(InetAddress.getAllByName(name)), NONE);
    assertThatThrownBy(() -> addresses.of(host, PATIENCE))
        .isInstanceOfAny(AddressRefused.class, UnknownHostException.class);
  }

  @Test
  void a_host_without_an_address_is_unknown() {
    assertThatThrownBy(() -> resolving().of("api.example", PATIENCE))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void a_resolver_that_does_not_answer_is_given_up() {
    var never = new CountDownLatch(1);
    var addresses =
        new OutboundAddresses(
            host -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            },
            NONE);
    assertThatThrownBy(() -> addresses.of("api.example", Duration.ofMillis(200)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("check the name servers");
  }

  @Test
  void refusals_say_what_is_wrong_with_the_address() {
    var said =
        Stream.of("10.0.0.1", "169.254.169.254")
            .map(
                address ->
                    catchThrowable(() -> resolving(address).of("mail.example", PATIENCE))
                        .getMessage());
    assertThat(said)
        .containsExactly(
            "mail.example has the address 10.0.0.1, which is a private address (RFC 1918); an"
                + " operator can allow its network in demarc.outbound.allow",
            "mail.example has the address 169.254.169.254, which is a link-local address, as clouds"
                + " use for credentials; an operator can allow its network in"
                + " demarc.outbound.allow");
  }
}
