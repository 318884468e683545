package dev.demarc.shared;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that must be known again, as the passwords of mailboxes (AES-256-GCM, NIST SP
 * 800-38D). Each is bound to what it belongs to: put into another row it does not open.
 */
@ApplicationScoped
public class SecretEncryption {

  @ConfigMapping(prefix = "demarc.secrets")
  public interface Settings {
    /** 32 bytes in Base64, the same on every node. */
    Optional<String> key();
  }

  private static final byte FORM = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final Settings settings;
  private final SecureRandom random = new SecureRandom();

  public SecretEncryption(Settings settings) {
    this.settings = settings;
  }

  /** Whether a usable key is configured. */
  public boolean hasKey() {
    try {
      return key() != null;
    } catch (Problem none) {
      return false;
    }
  }

  /**
   * @return form (1 byte), nonce (12 bytes), ciphertext with its tag
   * @throws Problem CONFLICT where no usable key is configured
   */
  public byte[] seal(UUID owner, String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, owner, nonce);
      var sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORM)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
    }
  }

  /**
   * @throws Problem CONFLICT where it was sealed with another key, or for something else
   */
  public String open(UUID owner, byte[] sealed) {
    try {
      if (sealed.length > 1 + NONCE_BYTES && sealed[0] == FORM) {
        var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        var cipher = cipher(Cipher.DECRYPT_MODE, owner, nonce);
        int start = 1 + NONCE_BYTES;
        return new String(
            cipher.doFinal(sealed, start, sealed.length - start), StandardCharsets.UTF_8);
      }
    } catch (GeneralSecurityException e) {
      // is told below
    }
    throw new Problem(
        ProblemType.CONFLICT,
        "The stored secret cannot be decrypted with the key of this node: configure the key it was"
            + " stored with (DEMARC_SECRETS_KEY), or set the secret anew.");
  }

  private Cipher cipher(int mode, UUID owner, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  private SecretKey key() {
    try {
      byte[] key = Base64.getDecoder().decode(settings.key().orElse("").strip());
      if (key.length == KEY_BYTES) {
        return new SecretKeySpec(key, "AES");
      }
    } catch (IllegalArgumentException e) {
      // is told below
    }
    throw new Problem(
        ProblemType.CONFLICT,
        "No key is configured to encrypt secrets with: set DEMARC_SECRETS_KEY to 32 random bytes"
            + " in Base64 (openssl rand -base64 32), the same on every node, and start again.");
  }
}
