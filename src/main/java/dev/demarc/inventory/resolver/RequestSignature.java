package dev.demarc.inventory.resolver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which a resolver knows that Demarc asks: {@code t=<seconds since 1970>,v1=<hex of
 * HMAC-SHA256 (RFC 2104) over the seconds, a dot and the body>}. Who checks it refuses one that is
 * older than five minutes, so that a request cannot be sent again later.
 */
final class RequestSignature {

  static final String HEADER = "Demarc-Signature";

  private RequestSignature() {}

  static String of(String secret, Instant at, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HMAC-SHA256", e);
    }
  }
}
