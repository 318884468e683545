package dev.demarc.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAddressTest {

  private static final TopicArn TOPIC = TopicArn.of("arn:aws:sns:us-west-2:123456789012:MyTopic");
  private static final String CONFIRM =
      "?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=a1b2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ec.pem",
        "https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem",
        "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-f3ec.pem",
        "https://sns.us-west-2.amazonaws.com:443/SimpleNotificationService-f3ec.pem",
        "HTTPS://sns.US-WEST-2.amazonaws.com/SimpleNotificationService-f3ec.pem"
      })
  void certificates_are_kept_at_sns(String url) {
    assertThat(AwsAddress.ofCertificate(url))
        .hasScheme("https")
        .hasNoPort()
        .hasNoUserInfo()
        .hasPath("/SimpleNotificationService-f3ec.pem");
  }

  @Test
  void one_place_has_one_spelling() {
    assertThat(AwsAddress.ofCertificate("HTTPS://sns.US-WEST-2.amazonaws.com:443/Simple-1.pem"))
        .hasToString("https://sns.us-west-2.amazonaws.com/Simple-1.pem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sns.us-west-2.amazonaws.com/a.pem",
        "//sns.us-west-2.amazonaws.com/a.pem",
        "http://sns.us-west-2.amazonaws.com/a.pem",
        "ftp://sns.us-west-2.amazonaws.com/a.pem",
        "file:///etc/a.pem",
        "jar:https://sns.us-west-2.amazonaws.com/a.pem",
        "https:sns.us-west-2.amazonaws.com/a.pem",
        // another host
        "https://sns.us-west-2.amazonaws.com.evil.example/a.pem",
        "https://evil.example/sns.us-west-2.amazonaws.com/a.pem",
        "https://sns.us-west-2.amazonaws.com.cn.evil.example/a.pem",
        "https://evil.sns.us-west-2.amazonaws.com/a.pem",
        "https://evilsns.us-west-2.amazonaws.com/a.pem",
        "https://sns.us-west-2.amazonaws.comevil/a.pem",
        "https://sns.us-west-2.amazonaws.org/a.pem",
        "https://sns.us-west-2-amazonaws.com/a.pem",
        "https://snsxus-west-2.amazonaws.com/a.pem",
        "https://sns.amazonaws.com/a.pem",
        "https://sns.us.west.amazonaws.com/a.pem",
        "https://169.254.169.254/a.pem",
        "https://[::1]/a.pem",
        "https://localhost/a.pem",
        // a bucket named "sns", and other services' names
        "https://sns.s3-us-west-2.amazonaws.com/a.pem",
        "https://sns.s3-accelerate.amazonaws.com/a.pem",
        "https://sns.s3.amazonaws.com/a.pem",
        "https://sns.compute-1.amazonaws.com/a.pem",
        "https://sns.elb.amazonaws.com/a.pem",
        // spellings
        "https://sns.us-west-2.amazonaws.com./a.pem",
        "https://sns.us-west-2.amazonaws.com%2eevil.example/a.pem",
        "https://sns.us-west-2.amazonaws.com%00.evil.example/a.pem",
        "https://sns.us-west-2.amazonaws。com/a.pem",
        "https://sns.us-wеst-2.amazonaws.com/a.pem",
        "https://ѕns.us-west-2.amazonaws.com/a.pem",
        "https://sns_us-west-2.amazonaws.com/a.pem",
        "https://sns.us-west-2.amazonaws.com\n/a.pem",
        " https://sns.us-west-2.amazonaws.com/a.pem",
        "https://sns.us-west-2.amazonaws.com\\@evil.example/a.pem",
        // what hides beside the host
        "https://sns.us-west-2.amazonaws.com@evil.example/a.pem",
        "https://user@sns.us-west-2.amazonaws.com/a.pem",
        "https://user:pass@sns.us-west-2.amazonaws.com/a.pem",
        "https://@sns.us-west-2.amazonaws.com/a.pem",
        "https://sns.us-west-2.amazonaws.com:8443/a.pem",
        "https://sns.us-west-2.amazonaws.com:80/a.pem",
        "https://sns.us-west-2.amazonaws.com:/a.pem",
        "https://evil.example#@sns.us-west-2.amazonaws.com/a.pem",
        "https://evil.example?.sns.us-west-2.amazonaws.com/a.pem",
        // paths
        "https://sns.us-west-2.amazonaws.com",
        "https://sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com/.pem",
        "https://sns.us-west-2.amazonaws.com/a.pem.txt",
        "https://sns.us-west-2.amazonaws.com/a.PEM",
        "https://sns.us-west-2.amazonaws.com/a.pem?x=1",
        "https://sns.us-west-2.amazonaws.com/?Action=Publish&x=a.pem",
        "https://sns.us-west-2.amazonaws.com/a.pem#b",
        "https://sns.us-west-2.amazonaws.com/../a.pem",
        "https://sns.us-west-2.amazonaws.com/b/../a.pem",
        "https://sns.us-west-2.amazonaws.com//a.pem",
        "https://sns.us-west-2.amazonaws.com/%2e%2e/a.pem",
        "https://sns.us-west-2.amazonaws.com/a%00.pem",
        "https://sns.us-west-2.amazonaws.com/a;b.pem"
      })
  void nothing_else_is_asked_for_a_certificate(String url) {
    assertThatThrownBy(() -> AwsAddress.ofCertificate(url))
        .isInstanceOf(RefusedMessage.class)
        .hasMessageStartingWith("SigningCertURL");
  }

  @Test
  void an_address_of_any_length_is_not_looked_at() {
    var url = "https://sns.us-west-2.amazonaws.com/" + "a".repeat(3000) + ".pem";
    assertThatThrownBy(() -> AwsAddress.ofCertificate(url)).hasMessageContaining("longer");
  }

  @Test
  void a_confirmation_is_made_anew_from_what_was_checked() {
    for (var host : new String[] {"us-west-2.amazonaws.com/", "US-west-2.amazonaws.com:443"}) {
      assertThat(AwsAddress.ofConfirmation("https://sns." + host + CONFIRM, TOPIC, "a1b2"))
          .hasToString(
              "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription"
                  + "&TopicArn=arn%3Aaws%3Asns%3Aus-west-2%3A123456789012%3AMyTopic&Token=a1b2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "http://sns.us-west-2.amazonaws.com/" + CONFIRM,
        "https://sns.us-west-2.amazonaws.com.evil.example/" + CONFIRM,
        "https://sns.eu-west-1.amazonaws.com/" + CONFIRM,
        "https://user@sns.us-west-2.amazonaws.com/" + CONFIRM,
        "https://sns.us-west-2.amazonaws.com:8443/" + CONFIRM,
        "https://sns.us-west-2.amazonaws.com/x" + CONFIRM,
        "https://sns.us-west-2.amazonaws.com/" + CONFIRM + "&Action=Unsubscribe",
        "https://sns.us-west-2.amazonaws.com/" + CONFIRM + "&Endpoint=x",
        "https://sns.us-west-2.amazonaws.com/" + CONFIRM + "#x",
        "https://sns.us-west-2.amazonaws.com/" + CONFIRM + "%zz",
        "https://sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription",
        "https://sns.us-west-2.amazonaws.com/?Action=DeleteTopic"
            + "&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=a1b2",
        "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription"
            + "&TopicArn=arn:aws:sns:us-west-2:123456789012:Other&Token=a1b2",
        "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription"
            + "&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=other"
      })
  void nothing_else_is_visited_to_confirm(String url) {
    assertThatThrownBy(() -> AwsAddress.ofConfirmation(url, TOPIC, "a1b2"))
        .isInstanceOf(RefusedMessage.class)
        .hasMessageStartingWith("SubscribeURL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:us-west-2:123456789012",
        "arn:aws:sqs:us-west-2:123456789012:queue",
        "arn:aws:sns:us-west-2:12345:MyTopic",
        "arn:aws:sns:us-west-2:123456789012:My Topic",
        "arn:aws:sns:us-west-2:123456789012:MyTopic:6b0e71bd-7e97-4d97-80ce-4a0994e55286",
        "arn:aws:sns:us-west-2:123456789012:a\narn:aws:sns:us-west-2:123456789012:b"
      })
  void only_a_topic_has_the_arn_of_one(String arn) {
    assertThatThrownBy(() -> TopicArn.of(arn)).isInstanceOf(RefusedMessage.class);
  }
}
