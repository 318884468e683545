package dev.demarc.access;

import dev.demarc.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Long random tokens: shown once, kept only as their SHA-256. */
public final class Secret {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 256 bits, URL-safe. */
  public static String token() {
    return random(32);
  }

  /** A key of the API; what it begins with lets scanners of source code know it. */
  public static String key() {
    return "dm_" + token();
  }

  /** A password for a first start: 96 bits, to be typed once. */
  public static String password() {
    return random(12);
  }

  private static String random(int bytes) {
    byte[] secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  public static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }

  /** A token that is bound to the session and tells nothing about it. */
  public static String csrfToken(String sessionToken) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash("csrf:" + sessionToken));
  }
}
