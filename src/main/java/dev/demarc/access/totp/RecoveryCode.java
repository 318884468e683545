package dev.demarc.access.totp;

import dev.demarc.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A code that is good once in place of one by the authenticator. It has 120 random bits: so many
 * cannot be guessed from the hash, which therefore need not be slow.
 */
public record RecoveryCode(String letters) {

  private static final int BYTES = 15;
  private static final int LETTERS = 24;
  private static final int AT_ONCE = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new list of ten. */
  public static List<RecoveryCode> list() {
    return Stream.generate(RecoveryCode::random).limit(AT_ONCE).toList();
  }

  private static RecoveryCode random() {
    var code = new byte[BYTES];
    RANDOM.nextBytes(code);
    return new RecoveryCode(Base32.encode(code));
  }

  /** As people type it: with or without hyphens and spaces, in any case. */
  public static Optional<RecoveryCode> of(String typed) {
    var letters = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return letters.matches("[A-Z2-7]{" + LETTERS + "}")
        ? Optional.of(new RecoveryCode(letters))
        : Optional.empty();
  }

  public byte[] hash() {
    return Sha256.of(letters.getBytes(StandardCharsets.US_ASCII));
  }

  /** In sixes, in lower case. */
  public String written() {
    return letters.toLowerCase(Locale.ROOT).replaceAll("(.{6})(?=.)", "$1-");
  }
}
