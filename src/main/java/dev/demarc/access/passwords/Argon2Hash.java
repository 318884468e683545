package dev.demarc.access.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A password's hash by Argon2id (RFC 9106), written as other programs write it: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
public record Argon2Hash(Cost cost, byte[] salt, byte[] hash) {

  /**
   * @param memory KiB
   */
  public record Cost(int memory, int iterations, int parallelism) {}

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,172})");

  public static Argon2Hash compute(String password, Cost cost) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new Argon2Hash(cost, salt, derive(password, cost, salt, HASH_BYTES));
  }

  /** Empty where the text is a hash of another kind. */
  public static Optional<Argon2Hash> parse(@Nullable String written) {
    var parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    var base64 = Base64.getDecoder();
    return Optional.of(
        new Argon2Hash(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5))));
  }

  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, cost, salt, hash.length));
  }

  private static byte[] derive(String password, Cost cost, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  public String written() {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memory()
        + ",t="
        + cost.iterations()
        + ",p="
        + cost.parallelism()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
