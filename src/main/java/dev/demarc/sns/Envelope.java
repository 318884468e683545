package dev.demarc.sns;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One message as SNS posts it. What is signed can be read in one way only: no member comes twice,
 * and every one but the message itself stands on one line.
 *
 * @param subject null where the message has none
 * @param subscribeUrl null in a notification, as is the token
 */
record Envelope(
    Kind kind,
    String messageId,
    TopicArn topic,
    @Nullable String subject,
    String message,
    String timestamp,
    Instant sentAt,
    @Nullable String subscribeUrl,
    @Nullable String token,
    String signatureVersion,
    byte[] signature,
    String signingCertUrl) {

  /** The values of {@code Type} and of the header {@code x-amz-sns-message-type}. */
  enum Kind {
    NOTIFICATION("Notification"),
    SUBSCRIPTION("SubscriptionConfirmation"),
    UNSUBSCRIPTION("UnsubscribeConfirmation");

    final String word;

    Kind(String word) {
      this.word = word;
    }

    static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word.equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new RefusedMessage(
                      "Type is none of Notification, SubscriptionConfirmation and"
                          + " UnsubscribeConfirmation"));
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * @throws RefusedMessage where the bytes are no such message
   */
  static Envelope parse(byte[] raw) {
    var json = tree(raw);
    var kind = Kind.of(line(json, "Type"));
    boolean confirmation = kind != Kind.NOTIFICATION;
    var timestamp = line(json, "Timestamp");
    return new Envelope(
        kind,
        messageId(line(json, "MessageId")),
        TopicArn.of(line(json, "TopicArn")),
        json.hasNonNull("Subject") ? line(json, "Subject") : null,
        text(json, "Message"),
        timestamp,
        time(timestamp),
        confirmation ? line(json, "SubscribeURL") : null,
        confirmation ? line(json, "Token") : null,
        line(json, "SignatureVersion"),
        decoded(line(json, "Signature")),
        line(json, "SigningCertURL"));
  }

  private static JsonNode tree(byte[] raw) {
    try {
      // strictly: what is no UTF-8 could be read in two ways
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      var json = JSON.readTree(text);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (CharacterCodingException | JacksonException e) {
      throw new RefusedMessage("the body is not the JSON that SNS sends");
    }
    throw new RefusedMessage("the body is not the JSON that SNS sends");
  }

  private static String line(JsonNode json, String name) {
    var text = text(json, name);
    if (text.length() > AwsAddress.LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedMessage(
          name + " is not one line of at most " + AwsAddress.LONGEST + " characters");
    }
    return text;
  }

  private static String text(JsonNode json, String name) {
    var value = json.get(name);
    if (value == null || !value.isTextual()) {
      throw new RefusedMessage(name + " is missing, or is no text");
    }
    return value.textValue();
  }

  private static String messageId(String text) {
    if (text.isEmpty() || text.length() > 100) {
      throw new RefusedMessage("MessageId must have 1 to 100 characters");
    }
    return text;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new RefusedMessage("Timestamp is no time such as 2026-11-20T10:15:00.000Z");
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new RefusedMessage("Signature is not Base64");
    }
  }

  /**
   * What SNS signed: name and value of these members in this order, each on a line, without those
   * that are absent.
   */
  byte[] signed() {
    var text = new StringBuilder();
    add(text, "Message", message);
    add(text, "MessageId", messageId);
    add(text, "Subject", subject);
    add(text, "SubscribeURL", subscribeUrl);
    add(text, "Timestamp", timestamp);
    add(text, "Token", token);
    add(text, "TopicArn", topic.value());
    add(text, "Type", kind.word);
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
    } catch (CharacterCodingException e) {
      throw new RefusedMessage("the body is not the JSON that SNS sends");
    }
  }

  private static void add(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append('\n').append(value).append('\n');
    }
  }
}
