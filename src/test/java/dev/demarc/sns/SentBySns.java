package dev.demarc.sns;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Messages as SNS sends them, signed with the key of the tests. */
public final class SentBySns {

  static final String PRESET =
      "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-preset.pem";

  private static final List<String> SIGNED =
      List.of(
          "Message",
          "MessageId",
          "Subject",
          "SubscribeURL",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type");
  private static final AtomicLong ACCOUNTS = new AtomicLong(700_000_000_000L);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrivateKey KEY = key();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private SentBySns(String type, String topic) {
    fields.put("Type", type);
    fields.put("MessageId", UUID.randomUUID().toString());
    fields.put("TopicArn", topic);
    fields.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("SignatureVersion", "2");
    fields.put("SigningCertURL", PRESET);
  }

  /** A topic of an account that no other test uses. */
  public static String newTopic() {
    return "arn:aws:sns:eu-west-1:" + ACCOUNTS.incrementAndGet() + ":abuse";
  }

  static SentBySns notification(String topic, String message) {
    return new SentBySns("Notification", topic).with("Message", message);
  }

  public static SentBySns subscription(String topic) {
    return confirmation("SubscriptionConfirmation", topic);
  }

  static SentBySns unsubscription(String topic) {
    return confirmation("UnsubscribeConfirmation", topic);
  }

  private static SentBySns confirmation(String type, String topic) {
    var token = UUID.randomUUID().toString().replace("-", "");
    return new SentBySns(type, topic)
        .with("Message", "You have chosen to subscribe to the topic.\nTo confirm, visit it.")
        .with("Token", token)
        .with(
            "SubscribeURL",
            "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                + topic
                + "&Token="
                + token);
  }

  /** Null leaves the field out. */
  SentBySns with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  SentBySns sentBefore(Duration age) {
    return with("Timestamp", Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** The signature stays what it is while fields change. */
  SentBySns sealed() {
    return with("Signature", signature());
  }

  private String signature() {
    var text = new StringBuilder();
    for (var name : SIGNED) {
      if (fields.get(name) != null) {
        text.append(name).append('\n').append(fields.get(name)).append('\n');
      }
    }
    try {
      var signature =
          Signature.getInstance(
              "1".equals(fields.get("SignatureVersion")) ? "SHA1withRSA" : "SHA256withRSA");
      signature.initSign(KEY);
      signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] bytes() {
    var sent = new LinkedHashMap<>(fields);
    sent.computeIfAbsent("Signature", name -> signature());
    sent.values().removeIf(value -> value == null);
    try {
      return JSON.writeValueAsBytes(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Response post() {
    return post((String) fields.get("Type"), bytes());
  }

  static Response post(String messageType, byte[] body) {
    return given()
        .header("x-amz-sns-message-type", messageType)
        .contentType("text/plain; charset=UTF-8")
        .body(body)
        .post("/api/v1/sns");
  }

  static byte[] file(String name) {
    try (var in = SentBySns.class.getResourceAsStream("/sns/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrivateKey key() {
    var pem = new String(file("signing.key"), StandardCharsets.US_ASCII);
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
