package dev.demarc.intake;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Message-ID (RFC 5322 section 3.6.4) in the head of a raw mail without parsing the rest:
 * intake must recognise a resend, and reading is another feature's work.
 */
public final class MessageId {

  private static final int HEAD_AT_MOST = 256 * 1024;
  private static final int ID_AT_MOST = 998;

  private MessageId() {}

  /**
   * @return without angle brackets; null where the mail has none
   */
  public static @Nullable String of(byte[] mail) {
    var head =
        new String(mail, 0, Math.min(mail.length, HEAD_AT_MOST), StandardCharsets.ISO_8859_1);
    var lines = head.split("\r?\n", -1);
    for (int i = 0; i < lines.length && !lines[i].isEmpty(); i++) {
      if (lines[i].toLowerCase(Locale.ROOT).startsWith("message-id:")) {
        var value = new StringBuilder(lines[i].substring("message-id:".length()));
        while (i + 1 < lines.length && startsFolded(lines[i + 1])) {
          value.append(lines[++i]);
        }
        return bare(value.toString());
      }
    }
    return null;
  }

  private static boolean startsFolded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  private static @Nullable String bare(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>', open + 1);
    var id = (open >= 0 && close > open ? value.substring(open + 1, close) : value).trim();
    // a control character is no part of an id, and one of them no database takes
    boolean unusable =
        id.isEmpty() || id.length() > ID_AT_MOST || id.chars().anyMatch(Character::isISOControl);
    return unusable ? null : id;
  }
}
