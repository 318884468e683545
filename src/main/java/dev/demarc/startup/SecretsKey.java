package dev.demarc.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that stored passwords are encrypted with, where none is configured: made up once, and
 * kept beside the database rather than in it, so that a dump of the database tells no password.
 */
final class SecretsKey {

  private static final String FILE = "secrets.key";
  private static final int BYTES = 32;

  private SecretsKey() {}

  /**
   * @return 256 bits in Base64
   * @throws CannotStart where the file cannot be written or read
   */
  static String of(Path dataDir) {
    var file = dataDir.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotStart(
          file
              + " cannot be read or written ("
              + e.getMessage()
              + "); give it to the user Demarc runs as, or set DEMARC_SECRETS_KEY.",
          e);
    }
  }

  /** Whole or not at all: half a key would be taken for the key ever after. */
  private static void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    var fresh = file.resolveSibling(FILE + ".unfinished");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
    Files.move(fresh, file);
  }
}
