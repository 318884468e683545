package dev.demarc.access.totp;

import java.time.Instant;

/** An authenticator. */
public final class TotpCodes {

  private TotpCodes() {}

  /**
   * @param secret as people type it
   */
  public static String now(String secret) {
    return new TotpSecret(secret.replace(" ", ""))
        .code(Instant.now().getEpochSecond() / TotpSecret.STEP.toSeconds());
  }
}
