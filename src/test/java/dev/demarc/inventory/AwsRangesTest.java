package dev.demarc.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AwsRangesTest {

  private record Line(String prefix, String service) {}

  private static AwsRanges ranges(List<Line> lines) {
    var v4 = new StringBuilder();
    var v6 = new StringBuilder();
    for (Line line : lines) {
      var to = line.prefix().contains(":") ? v6 : v4;
      to.append(to.isEmpty() ? "" : ",")
          .append(
              "{\"%s\":\"%s\",\"region\":\"eu-west-1\",\"service\":\"%s\"}"
                  .formatted(
                      line.prefix().contains(":") ? "ipv6_prefix" : "ip_prefix",
                      line.prefix(),
                      line.service()));
    }
    var json =
        "{\"syncToken\":\"1\",\"createDate\":\"2026-08-22-15-17-05\",\"prefixes\":[%s],\"ipv6_prefixes\":[%s]}"
            .formatted(v4, v6);
    return AwsRanges.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String serviceOf(AwsRanges ranges, String address) {
    return ranges.rangeOf(address).map(AwsRanges.Range::service).orElse(null);
  }

  @Test
  void the_longest_prefix_counts() {
    var ranges =
        ranges(List.of(new Line("198.51.100.0/24", "EC2"), new Line("198.51.100.128/25", "S3")));

    assertThat(serviceOf(ranges, "198.51.100.200")).isEqualTo("S3");
    assertThat(serviceOf(ranges, "198.51.100.20")).isEqualTo("EC2");
    assertThat(serviceOf(ranges, "198.51.101.20")).isNull();
  }

  @Test
  void a_named_service_counts_before_amazon_as_a_whole() {
    var ranges =
        ranges(List.of(new Line("2001:db8::/32", "EC2"), new Line("2001:db8:1::/48", "AMAZON")));

    assertThat(serviceOf(ranges, "2001:db8:1::9")).isEqualTo("EC2");
  }

  /** AWS lists one prefix for several services, in no order. */
  @Test
  void of_services_with_the_same_prefix_the_one_that_says_more_counts() {
    for (var services :
        List.of(
            List.of("S3", "EC2", "AMAZON"),
            List.of("EC2", "S3"),
            List.of("CLOUDFRONT_ORIGIN_FACING", "CLOUDFRONT"),
            List.of("CLOUDFRONT", "CLOUDFRONT_ORIGIN_FACING"))) {
      var ranges = ranges(services.stream().map(s -> new Line("198.51.100.0/24", s)).toList());
      assertThat(serviceOf(ranges, "198.51.100.7"))
          .isEqualTo(services.contains("S3") ? "S3" : "CLOUDFRONT_ORIGIN_FACING");
    }
  }

  @Test
  void a_longer_prefix_of_ec2_counts_before_a_shorter_one_of_another_service() {
    var ranges =
        ranges(List.of(new Line("198.51.0.0/16", "S3"), new Line("198.51.100.0/24", "EC2")));

    assertThat(serviceOf(ranges, "198.51.100.7")).isEqualTo("EC2");
  }

  @Test
  void agrees_with_a_slow_search_over_every_range() {
    var random = new Random(42);
    var lines = new ArrayList<Line>();
    for (int i = 0; i < 400; i++) {
      var block =
          new IPAddressString(address(random) + "/" + (8 + random.nextInt(25)))
              .getAddress()
              .toPrefixBlock();
      lines.add(new Line(block.toCanonicalString(), "S" + i));
    }
    var ranges = ranges(lines);

    for (int i = 0; i < 2_000; i++) {
      var asked = address(random);
      var expected =
          lines.stream()
              .filter(
                  l ->
                      new IPAddressString(l.prefix())
                          .getAddress()
                          .contains(new IPAddressString(asked).getAddress()))
              .max(
                  Comparator.comparingInt(
                      (Line l) ->
                          new IPAddressString(l.prefix()).getAddress().getNetworkPrefixLength()));
      var found = ranges.rangeOf(asked).map(AwsRanges.Range::prefix);
      assertThat(found).as(asked).isEqualTo(expected.map(Line::prefix));
    }
  }

  private static String address(Random random) {
    return random.nextInt(4)
        + 50
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256);
  }

  @Test
  void the_shipped_version_knows_what_aws_published() {
    var shipped = AwsRanges.shipped();

    assertThat(shipped.createdAt()).isEqualTo("2026-08-22T15:17:05Z");
    assertThat(shipped.rangeOf("2600:1f18::1").orElseThrow().service()).isEqualTo("EC2");
    assertThat(shipped.rangeOf("3.4.12.4").orElseThrow().prefix()).isEqualTo("3.4.12.4/32");
    assertThat(shipped.rangeOf("3.5.140.1").orElseThrow().service()).isEqualTo("S3");
    assertThat(shipped.rangeOf("::ffff:3.5.140.1").orElseThrow().service()).isEqualTo("S3");
    assertThat(shipped.rangeOf("192.0.2.1")).isEmpty();
    assertThat(shipped.rangeOf("")).isEmpty();
    assertThat(shipped.rangeOf("no address")).isEmpty();
  }

  @Test
  void what_is_no_such_file_is_refused_with_why() {
    assertThatThrownBy(() -> AwsRanges.parse("<html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> AwsRanges.parse("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("holds no address ranges");
    for (var prefix : List.of("", "*", "aws.example", "10.0.0.0/99", "10.1-2.0.0/16")) {
      assertThatThrownBy(() -> ranges(List.of(new Line(prefix, "EC2"))))
          .as(prefix)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + prefix + "\"");
    }
  }
}
