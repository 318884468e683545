package dev.demarc.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A session's token as pages carry it: another text each time. Pages are compressed and hold what
 * strangers wrote, so that a token that is always the same could be guessed from their lengths
 * (BREACH).
 */
public final class FormToken {

  private static final SecureRandom RANDOM = new SecureRandom();

  private FormToken() {}

  /** Random bytes, and the token's XORed with them. */
  public static String masked(String token) {
    var plain = token.getBytes(StandardCharsets.UTF_8);
    var sent = new byte[2 * plain.length];
    var pad = new byte[plain.length];
    RANDOM.nextBytes(pad);
    for (int i = 0; i < plain.length; i++) {
      sent[i] = pad[i];
      sent[plain.length + i] = (byte) (plain[i] ^ pad[i]);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sent);
  }

  static boolean matches(String sent, String token) {
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(sent);
    } catch (IllegalArgumentException e) {
      return false;
    }
    int half = both.length / 2;
    var plain = Arrays.copyOfRange(both, half, both.length);
    for (int i = 0; i < half; i++) {
      plain[i] ^= both[i];
    }
    return half > 0 && MessageDigest.isEqual(plain, token.getBytes(StandardCharsets.UTF_8));
  }
}
