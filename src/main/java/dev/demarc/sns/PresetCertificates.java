package dev.demarc.sns;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signing certificates that the operator laid down; they are read once, at the first message. */
@ApplicationScoped
class PresetCertificates {

  private static final Logger LOG = Logger.getLogger(PresetCertificates.class);
  private static final int MOST_FILES = 1000;
  private static final int MOST_BYTES = 64 * 1024;

  private final Optional<Path> folder;
  private @Nullable Map<String, SigningCertificate> byName;

  PresetCertificates(SnsSettings settings) {
    this.folder = settings.certificates();
  }

  /** The one whose file is named as the last part of the address. */
  synchronized Optional<SigningCertificate> at(URI address) {
    if (byName == null) {
      byName = folder.map(PresetCertificates::read).orElse(Map.of());
    }
    var path = address.getPath();
    return Optional.ofNullable(byName.get(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static Map<String, SigningCertificate> read(Path folder) {
    var found = new HashMap<String, SigningCertificate>();
    try (var files = Files.newDirectoryStream(folder, "*.pem")) {
      for (var file : files) {
        if (found.size() < MOST_FILES && Files.size(file) <= MOST_BYTES) {
          addTo(file, found);
        }
      }
    } catch (IOException e) {
      LOG.errorf(
          "demarc.sns.certificates: the folder %s cannot be read, so certificates are fetched: %s",
          folder, e.getMessage());
    }
    return found;
  }

  private static void addTo(Path file, Map<String, SigningCertificate> found) throws IOException {
    try {
      found.put(file.getFileName().toString(), SigningCertificate.ofPem(Files.readAllBytes(file)));
    } catch (RefusedMessage no) {
      LOG.errorf("demarc.sns.certificates: %s is not used: %s", file, no.getMessage());
    }
  }
}
