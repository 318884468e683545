package dev.demarc.access.totp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an authenticator and Demarc share: time-based one-time passwords (RFC 6238) of six digits,
 * one each 30 seconds, by HMAC-SHA-1, which is what all authenticators know.
 */
public record TotpSecret(String base32) {

  static final Duration STEP = Duration.ofSeconds(30);

  /** Clocks may differ by as many steps. */
  static final int STEPS_OFF = 1;

  private static final int SECRET_BYTES = 20;
  private static final int MODULUS = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** 160 bits, the length of the HMAC's output (RFC 4226 section 4). */
  public static TotpSecret random() {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new TotpSecret(Base32.encode(secret));
  }

  /** Whether a text has the form of a code; recovery codes are longer. */
  public static boolean isCode(String typed) {
    return typed.matches("[0-9]{6}");
  }

  /**
   * All steps are computed and compared, so that the time tells nothing.
   *
   * @param after the step of the last code that was taken: each is good once
   * @return the step that the code is of, which is to be kept; empty where it is wrong
   */
  public OptionalLong stepOf(String code, Instant now, long after) {
    long current = now.getEpochSecond() / STEP.toSeconds();
    long found = -1;
    for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      boolean same =
          MessageDigest.isEqual(
              code(step).getBytes(StandardCharsets.US_ASCII),
              code.getBytes(StandardCharsets.US_ASCII));
      if (same && step > after) {
        found = step;
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /** RFC 4226 section 5.3. */
  String code(long step) {
    var counter = new byte[Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      counter[i] = (byte) (step >> Byte.SIZE * (Long.BYTES - 1 - i));
    }
    var hash = hmac(counter);
    int offset = hash[hash.length - 1] & 15;
    int number =
        (hash[offset] & 0x7f) << 24
            | (hash[offset + 1] & 0xff) << 16
            | (hash[offset + 2] & 0xff) << 8
            | hash[offset + 3] & 0xff;
    return "%06d".formatted(number % MODULUS);
  }

  private byte[] hmac(byte[] counter) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base32.decode(base32), "HmacSHA1"));
      return mac.doFinal(counter);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HMAC-SHA-1", e);
    }
  }

  /** In fours, for people who type it. */
  public String spaced() {
    return base32.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /**
   * The address that authenticators read, with defaults written out that some of them want.
   *
   * @param issuer shown above the account's name
   */
  public String address(String issuer, String account) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(account)
        + "?secret="
        + base32
        + "&issuer="
        + encoded(issuer)
        + "&algorithm=SHA1&digits=6&period="
        + STEP.toSeconds();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
