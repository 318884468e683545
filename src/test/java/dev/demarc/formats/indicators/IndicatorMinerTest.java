package dev.demarc.formats.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorMinerTest {

  private static List<Indicator> mined(String text) {
    var found = new IndicatorList();
    IndicatorMiner.mine(text, found);
    return found.list();
  }

  private static List<String> values(String text) {
    return mined(text).stream().map(i -> i.type().slug() + " " + i.value()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "seen 203[.]0[.]113[.]7 today;                     ipv4 203.0.113.7",
        "seen 203.0.113.7:443, twice;                      ipv4 203.0.113.7",
        "src=203.0.113.7 dpt=22;                           ipv4 203.0.113.7",
        "IP:203.0.113.7;                                   ipv4 203.0.113.7",
        "host [2001:DB8:0:0::1]:25;                        ipv6 2001:db8::1",
        "mail to abuse[at]Example(dot)com please;          email abuse@example.com",
        "<mailto:a@example.com>;                           email a@example.com",
        "domain evil{.}example.com.;                       domain evil.example.com",
        "hash D41D8CD98F00B204E9800998ECF8427E;            md5 d41d8cd98f00b204e9800998ecf8427e",
        "instance i-0abcdef1234567890 is;                  ec2-instance i-0abcdef1234567890",
        "key AKIAIOSFODNN7EXAMPLE leaked;                  access-key AKIAIOSFODNN7EXAMPLE",
        "AWS account 123456789012 did;                     aws-account 123456789012",
        "Report [AWS ID 123456789012];                     aws-account 123456789012",
        "account id: 1234-5678-9012;                       aws-account 123456789012",
        "copied to s3://my-bucket/key;                     s3-bucket my-bucket",
      })
  void findsWhatIsWrittenPlainOrDefanged(String text, String expected) {
    assertThat(values(text)).contains(expected.strip());
  }

  @Test
  void a_url_also_names_its_host() {
    assertThat(values("(see hXXps[:]//Evil[.]Example[.]com/Path?a=B).\n"))
        .containsExactly("url https://evil.example.com/Path?a=B", "domain evil.example.com");
    assertThat(values("http://203.0.113.7:8080/x"))
        .containsExactly("url http://203.0.113.7:8080/x", "ipv4 203.0.113.7");
  }

  @Test
  void an_arn_names_account_and_resource() {
    assertThat(values("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abcdef1234567890"))
        .containsExactly(
            "arn arn:aws:ec2:eu-west-1:123456789012:instance/i-0abcdef1234567890",
            "aws-account 123456789012",
            "ec2-instance i-0abcdef1234567890");
    assertThat(values("https://data.s3.eu-west-1.amazonaws.com/k")).contains("s3-bucket data");
    assertThat(values("https://s3.amazonaws.com/data-2/k")).contains("s3-bucket data-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenSSH version 1.2.3.4 is old",
        "Mozilla/5.0 Chrome/120.0.6099.109 Safari",
        "see report.txt, index.html, run.sh, backup.zip and setup.exe",
        "at 10:41:50 on 2026-09-28",
        "number 123456789012 called us",
        "uuid 550e8400-e29b-41d4-a716-446655440000",
        "listening on 0.0.0.0:22 and 127.0.0.1",
        "e.g. this, i.e. that, etc.",
        "it happened again.It stopped",
        "std::string and a::b",
      })
  void ordinaryTextHasNoIndicators(String text) {
    assertThat(values(text)).isEmpty();
  }

  @Test
  void the_words_beside_an_indicator_give_its_role() {
    assertThat(mined("source 192.0.2.1, destination 198.51.100.2 and also 203.0.113.3"))
        .extracting(Indicator::role)
        .startsWith(Role.SOURCE, Role.TARGET);
    assertThat(mined("attack from 192.0.2.1 to 198.51.100.2"))
        .extracting(Indicator::role)
        .containsExactly(Role.SOURCE, Role.TARGET);
    assertThat(mined("192.0.2.1")).extracting(Indicator::role).containsExactly(Role.MENTIONED);
  }

  @Test
  void each_value_is_listed_once_and_no_more_than_the_limit() {
    assertThat(mined("192.0.2.1 ".repeat(50))).hasSize(1);
    var many = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      many.append("10.").append(i / 250).append('.').append(i % 250).append(".1\n");
    }
    assertThat(mined(many.toString())).hasSize(IndicatorList.MOST);
  }
}
