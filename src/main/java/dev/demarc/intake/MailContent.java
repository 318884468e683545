package dev.demarc.intake;

import dev.demarc.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * What of a raw mail is the sender's: all of it but the fields that each delivery puts on top, and
 * the style of its line ends. A mail that takes two ways to us, to two of our addresses or over
 * SMTP and a mailbox, has one content.
 */
final class MailContent {

  /** Trace fields (RFC 5321 section 4.4), and what receiving servers add beside them. */
  private static final Set<String> OF_THE_DELIVERY =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "envelope-to",
          "x-original-to",
          "x-received",
          "received-spf",
          "authentication-results",
          "arc-seal",
          "arc-message-signature",
          "arc-authentication-results");

  private MailContent() {}

  /** SHA-256 of the content; one pass, whatever the bytes are. */
  static byte[] digest(byte[] mail) {
    var content = new ByteArrayOutputStream(mail.length);
    boolean inHead = true;
    boolean skipped = false;
    for (int start = 0; start < mail.length; ) {
      int end = endOfLine(mail, start);
      int length = end - start;
      int bare = length > 0 && mail[end - 1] == '\r' ? length - 1 : length;
      if (inHead && bare > 0) {
        boolean folded = mail[start] == ' ' || mail[start] == '\t';
        skipped = folded ? skipped : OF_THE_DELIVERY.contains(fieldName(mail, start, bare));
      } else {
        inHead = false;
        skipped = false;
      }
      if (!skipped) {
        content.write(mail, start, bare);
        content.write('\n');
      }
      start = end + 1;
    }
    return Sha256.of(content.toByteArray());
  }

  private static int endOfLine(byte[] mail, int from) {
    int end = from;
    while (end < mail.length && mail[end] != '\n') {
      end++;
    }
    return end;
  }

  private static String fieldName(byte[] mail, int start, int length) {
    int colon = 0;
    while (colon < length && colon < 64 && mail[start + colon] != ':') {
      colon++;
    }
    return new String(mail, start, colon, StandardCharsets.US_ASCII)
        .trim()
        .toLowerCase(Locale.ROOT);
  }
}
