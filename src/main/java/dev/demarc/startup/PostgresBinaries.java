package dev.demarc.startup;

import dev.demarc.shared.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come with Demarc (initdb, pg_ctl, postgres), unpacked once into a
 * folder named for the digest of their archive, so that an update of Demarc unpacks its own.
 */
public final class PostgresBinaries {

  /** The major version of the archives in pom.xml; the data folder must be of the same. */
  static final String MAJOR_VERSION = "17";

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  static PostgresBinaries unpackedBelow(Path folder) throws IOException {
    URL archive = archive();
    Path home = folder.resolve("postgresql-" + digest(archive).substring(0, 16));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempDirectory(folder, "unpacking-");
      try {
        unpack(archive, fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        // whoever sees the folder under its final name sees all of it, also after a power cut
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        FileTree.delete(fresh);
        if (!Files.isDirectory(home)) {
          throw e;
        }
      }
    }
    return new PostgresBinaries(home);
  }

  private static URL archive() {
    String name = "postgres-" + system() + "-" + architecture() + ".txz";
    URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw new CannotStart(
          "no embedded PostgreSQL for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + "; run a PostgreSQL of your own and set QUARKUS_DATASOURCE_JDBC_URL.");
    }
    return archive;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.split(" ")[0];
  }

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64", "x86-64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }

  private static String digest(URL archive) throws IOException {
    try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static InputStream open(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    return new BufferedInputStream(connection.getInputStream(), 1 << 16);
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        var folder = entry.isDirectory() ? file : file.resolveSibling("");
        Files.createDirectories(folder);
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.copy(target.resolve(entry.getLinkName()).normalize(), file);
        } else if (!entry.isDirectory()) {
          Files.copy(tar, file);
          boolean program = (entry.getMode() & 0100) != 0 || folder.endsWith("bin");
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }
}
