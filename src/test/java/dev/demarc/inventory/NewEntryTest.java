package dev.demarc.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Problem;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewEntryTest {

  private static NewEntry entry(Kind kind, String value) {
    return new NewEntry(kind, value, "Shop", null, null, null, null, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012, ACCOUNT, 123456789012",
    "203.0.113.9, RANGE, 203.0.113.9/32",
    "203.0.113.9/24, RANGE, 203.0.113.0/24",
    "2001:DB8::1/32, RANGE, 2001:db8::/32",
    "::ffff:203.0.113.0/120, RANGE, 203.0.113.0/24",
    "Shop.Example, RESOURCE, shop.example"
  })
  void the_value_tells_what_is_registered(String value, Kind kind, String normal) {
    var entry = entry(null, value);
    assertThat(entry.kind()).isEqualTo(kind);
    assertThat(entry.value()).isEqualTo(normal);
  }

  /** Notations of addresses that nobody means: base 85, 128 bits in hex, a number, two numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-bucket-of-reports",
        "AKIAIOSFODNN7EXAMPLE",
        "d41d8cd98f00b204e9800998ecf8427e",
        "12345",
        "192.168",
        "0x7f000001"
      })
  void a_name_that_happens_to_be_an_odd_address_is_a_resource(String value) {
    assertThat(entry(null, value).kind()).isEqualTo(Kind.RESOURCE);
    assertThat(InventoryQuery.typeOf(value)).isEqualTo(IndicatorType.DOMAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1-5.0.0/24",
        "10.*.0.0/16",
        "*",
        "1.2.3.4/255.255.0.0",
        "fe80::1%eth0",
        "my-bucket-of-reports",
        "10.0.0.0/33"
      })
  void what_is_no_range_is_refused_as_one(String value) {
    assertThatThrownBy(() -> entry(Kind.RANGE, value))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.errors().get(0).field()).isEqualTo("value"));
  }

  @Test
  void an_instance_and_a_bucket_are_known_by_their_names_and_keep_what_their_arns_say() {
    var instance = entry(null, "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0");
    assertThat(instance.value()).isEqualTo("i-0123456789abcdef0");
    assertThat(instance.accountId()).isEqualTo("123456789012");
    assertThat(instance.region()).isEqualTo("eu-west-1");
    assertThat(instance.service()).isEqualTo("EC2");

    assertThat(entry(null, "arn:aws:s3:::logs-of-the-shop/2026/*").value())
        .isEqualTo("logs-of-the-shop");
    assertThat(entry(null, "arn:aws:iam::123456789012:role/Deploy").value())
        .isEqualTo("arn:aws:iam::123456789012:role/Deploy");
  }

  @Test
  void an_account_that_is_none_is_refused() {
    assertThatThrownBy(() -> entry(Kind.ACCOUNT, "1234")).hasMessageContaining("twelve digits");
  }

  @Test
  void a_contact_is_an_address_that_mail_can_go_to() {
    assertThatThrownBy(
            () ->
                new NewEntry(
                    null, "shop.example", "Shop", "me", null, null, null, null, null, null))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.errors().get(0).field()).isEqualTo("contact"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0, i-0123456789abcdef0",
    "i-0123456789abcdef0, i-0123456789abcdef0",
    "arn:aws:lambda:eu-west-1:123456789012:function:x, arn:aws:lambda:eu-west-1:123456789012:function:x"
  })
  void what_an_address_belongs_to_is_known_by_its_own_name(String given, String own) {
    assertThat(belonging(null, "198.51.100.7", given).resource()).isEqualTo(own);
  }

  @Test
  void what_something_belongs_to_is_a_resource_and_an_account_belongs_to_none() {
    for (var wrong :
        List.<ThrowingCallable>of(
            () -> belonging(null, "198.51.100.7", "the web server"),
            () -> belonging(Kind.ACCOUNT, "123456789012", "i-0123456789abcdef0"))) {
      assertThatThrownBy(wrong)
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.errors().get(0).field()).isEqualTo("resource"));
    }
  }

  private static NewEntry belonging(Kind kind, String value, String resource) {
    return new NewEntry(kind, value, "Shop", null, null, null, null, resource, null, null);
  }
}
