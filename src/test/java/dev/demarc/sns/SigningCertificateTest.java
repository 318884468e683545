package dev.demarc.sns;

import static dev.demarc.sns.SentBySns.file;
import static dev.demarc.sns.SentBySns.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningCertificateTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final String HOST = "sns.eu-west-1.amazonaws.com";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:abuse";

  private static SigningCertificate certificate(String... files) {
    var pem = new ByteArrayOutputStream();
    for (var name : files) {
      pem.writeBytes(file(name));
    }
    return SigningCertificate.ofPem(pem.toByteArray());
  }

  private static Set<TrustAnchor> theAuthority() throws Exception {
    return Set.of(
        new TrustAnchor(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(file("authority.crt"))),
            null));
  }

  @Test
  void it_may_be_made_out_to_sns_in_the_region_or_in_all() {
    assertThatCode(() -> certificate("issued.crt").requireValid(HOST, NOW))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> certificate("SimpleNotificationService-preset.pem").requireValid(HOST, NOW))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> certificate("issued.crt").requireValid("sns.us-east-1.amazonaws.com", NOW))
        .hasMessageContaining("another name");
    assertThatThrownBy(() -> certificate("other-name.crt").requireValid(HOST, NOW))
        .hasMessageContaining("another name");
  }

  @ParameterizedTest
  @CsvSource({
    "af-south-1.crt, sns.af-south-1.amazonaws.com",
    "us-gov.crt, sns.us-gov-west-1.amazonaws.com",
    "us-gov.crt, sns.us-gov-east-1.amazonaws.com",
    "cn-north-1.crt, sns.cn-north-1.amazonaws.com.cn"
  })
  void some_regions_have_names_of_their_own(String file, String host) {
    assertThatCode(() -> certificate(file).requireValid(host, NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> certificate(file).requireValid(HOST, NOW))
        .hasMessageContaining("another name");
  }

  @Test
  void it_is_of_no_use_before_and_after_its_time() {
    assertThatThrownBy(() -> certificate("expired.crt").requireValid(HOST, NOW))
        .hasMessageContaining("2021-01-01");
    assertThatThrownBy(
            () ->
                certificate("issued.crt").requireValid(HOST, Instant.parse("2019-12-31T00:00:00Z")))
        .hasMessageContaining("2020-01-01");
  }

  @Test
  void a_chain_leads_to_an_authority_that_is_trusted() throws Exception {
    for (var chain :
        new SigningCertificate[] {
          certificate("issued.crt"), certificate("issued.crt", "authority.crt")
        }) {
      assertThatCode(() -> chain.requireVouchedFor(theAuthority(), NOW)).doesNotThrowAnyException();
    }
    assertThatThrownBy(
            () ->
                certificate("issued.crt", "authority.crt")
                    .requireVouchedFor(
                        Set.of(new TrustAnchor("CN=Another", generatedKey().getPublic(), null)),
                        NOW))
        .hasMessageContaining("certification authority");
    assertThatThrownBy(() -> certificate("self-made.crt").requireVouchedFor(theAuthority(), NOW))
        .hasMessageContaining("itself");
  }

  private static KeyPair generatedKey() throws Exception {
    return KeyPairGenerator.getInstance("RSA").generateKeyPair();
  }

  @Test
  void what_is_no_certificate_is_told() {
    assertThatThrownBy(() -> SigningCertificate.ofPem("<html>".getBytes()))
        .isInstanceOf(RefusedMessage.class);
    assertThatThrownBy(() -> SigningCertificate.ofPem(new byte[0]))
        .isInstanceOf(RefusedMessage.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void both_versions_of_the_signature_are_understood(String version) {
    var message =
        notification(TOPIC, "Zeile eins\nZeile zwei, ä €").with("SignatureVersion", version);
    assertThat(certificate("issued.crt").signed(Envelope.parse(message.bytes()))).isTrue();
    message.with("Subject", "With a subject");
    assertThat(certificate("issued.crt").signed(Envelope.parse(message.bytes()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Message",
        "MessageId",
        "Subject",
        "SubscribeURL",
        "Timestamp",
        "Token",
        "TopicArn"
      })
  void every_signed_field_counts(String field) {
    var message = SentBySns.subscription(TOPIC).with("Subject", "x").sealed();
    assertThat(certificate("issued.crt").signed(Envelope.parse(message.bytes()))).isTrue();
    message.with(
        field,
        switch (field) {
          case "Timestamp" -> "2026-11-20T10:15:00Z";
          case "TopicArn" -> TOPIC + "2";
          default -> "changed";
        });
    assertThat(certificate("issued.crt").signed(Envelope.parse(message.bytes()))).isFalse();
  }

  @Test
  void a_signature_of_the_other_version_or_of_another_length_does_not_hold() {
    var other = notification(TOPIC, "x").sealed().with("SignatureVersion", "1");
    assertThat(certificate("issued.crt").signed(Envelope.parse(other.bytes()))).isFalse();
    var none = notification(TOPIC, "x").with("Signature", "");
    assertThat(certificate("issued.crt").signed(Envelope.parse(none.bytes()))).isFalse();
    assertThatThrownBy(
            () ->
                certificate("issued.crt")
                    .signed(
                        Envelope.parse(
                            notification(TOPIC, "x").with("SignatureVersion", "3").bytes())))
        .hasMessageContaining("SignatureVersion");
  }

  @Test
  void what_is_signed_can_be_read_in_one_way_only() {
    var twice =
        new String(notification(TOPIC, "signed").bytes(), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"Message\":\"not signed\",");
    assertThatThrownBy(() -> Envelope.parse(twice.getBytes())).isInstanceOf(RefusedMessage.class);
    for (var field : new String[] {"Subject", "MessageId", "Timestamp", "TopicArn"}) {
      var shifted = notification(TOPIC, "x").with(field, "a\nTopicArn\n" + TOPIC);
      assertThatThrownBy(() -> Envelope.parse(shifted.bytes())).isInstanceOf(RefusedMessage.class);
    }
    for (var body : new String[] {"", "null", "[]", "{}", "{\"Type\":1}", "{} {}", "\ufeff{}"}) {
      assertThatThrownBy(() -> Envelope.parse(body.getBytes())).isInstanceOf(RefusedMessage.class);
    }
    assertThatThrownBy(() -> Envelope.parse(new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(RefusedMessage.class);
    assertThatThrownBy(() -> Envelope.parse(("[".repeat(100_000)).getBytes()))
        .isInstanceOf(RefusedMessage.class);
  }
}
