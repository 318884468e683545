package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.intake.smtp.MailQuota;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailQuotaTest {

  private static final int MEGABYTE = 1024 * 1024;

  private final AtomicLong now = new AtomicLong();

  private MailQuota quota(TestQuota settings) {
    return new MailQuota(settings, now::get);
  }

  private static InetAddress from(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void an_address_that_sent_too_many_mails_waits_and_others_do_not() {
    var quota = quota(TestQuota.ofOneAddress(2, 0));
    assertThat(quota.admit(from("192.0.2.1"), 10).isGranted()).isTrue();
    assertThat(quota.admit(from("192.0.2.1"), 10).isGranted()).isTrue();
    assertThat(quota.admit(from("192.0.2.1"), 10).refusal())
        .isEqualTo("450 4.7.1 Too many mails from your address; try again in 30 s");
    assertThat(quota.admit(from("192.0.2.2"), 10).isGranted()).isTrue();
    now.addAndGet(TimeUnit.SECONDS.toNanos(30));
    assertThat(quota.admit(from("192.0.2.1"), 10).isGranted()).isTrue();
  }

  @Test
  void all_addresses_of_one_64_count_as_one() {
    var quota = quota(TestQuota.ofOneAddress(1, 0));
    assertThat(quota.admit(from("2001:db8::1"), 10).isGranted()).isTrue();
    assertThat(quota.admit(from("2001:db8::ffff"), 10).isGranted()).isFalse();
    assertThat(quota.admit(from("2001:db8:0:1::1"), 10).isGranted()).isTrue();
  }

  @Test
  void a_mail_without_a_size_counts_as_the_largest_until_it_is_over() {
    var quota = quota(TestQuota.ofOneAddress(0, 40));
    var first = quota.admit(from("192.0.2.1"), -1);
    assertThat(first.isGranted()).isTrue();
    assertThat(quota.admit(from("192.0.2.1"), -1).refusal())
        .startsWith("450 4.7.1 Too many bytes of mail from your address; try again in ");
    first.settle(1_000);
    first.settle(1_000);
    var second = quota.admit(from("192.0.2.1"), -1);
    assertThat(second.isGranted()).isTrue();
    assertThat(quota.admit(from("192.0.2.1"), -1).isGranted()).isFalse();
  }

  @Test
  void whoever_sends_more_than_was_announced_pays_later() {
    var quota = quota(TestQuota.ofOneAddress(0, 30));
    quota.admit(from("192.0.2.1"), 1).settle(25L * MEGABYTE);
    assertThat(quota.admit(from("192.0.2.1"), 6L * MEGABYTE).isGranted()).isFalse();
    assertThat(quota.admit(from("192.0.2.1"), 4L * MEGABYTE).isGranted()).isTrue();
  }

  @Test
  void all_senders_together_may_send_so_much_and_a_refusal_costs_nobody_anything() {
    var quota = quota(new TestQuota(2, 0, 0, 1, 0, TestQuota.NONE.relays()));
    assertThat(quota.admit(from("192.0.2.1"), 1).isGranted()).isTrue();
    for (int i = 0; i < 5; i++) {
      assertThat(quota.admit(from("192.0.2.2"), 1).refusal())
          .isEqualTo("450 4.7.1 Demarc takes no more mail for now; try again in 60 s");
    }
    now.addAndGet(TimeUnit.SECONDS.toNanos(60));
    assertThat(quota.admit(from("192.0.2.2"), 1).isGranted()).isTrue();
  }

  @Test
  void relays_are_not_counted() {
    var quota = quota(TestQuota.inAll(1, 0).but("192.0.2.0/24"));
    for (int i = 0; i < 5; i++) {
      assertThat(quota.admit(from("192.0.2.9"), 1).isGranted()).isTrue();
    }
    assertThat(quota.admit(from("198.51.100.1"), 1).isGranted()).isTrue();
    assertThat(quota.admit(from("198.51.100.1"), 1).isGranted()).isFalse();
  }

  @Test
  void a_relay_that_is_no_network_stops_the_start() {
    assertThatThrownBy(() -> quota(TestQuota.NONE.but("mx.example")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mx.example");
  }
}
