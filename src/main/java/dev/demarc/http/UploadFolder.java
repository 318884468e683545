package dev.demarc.http;

import dev.demarc.shared.FileTree;
import dev.demarc.startup.CannotStart;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the files of a form stand until their request ends. They are reports: nobody else on the
 * machine reads them, and those that a crash left behind are removed at the next start.
 */
@ApplicationScoped
class UploadFolder {

  private final Path folder;

  UploadFolder(@ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  void start(@Observes StartupEvent event) {
    try {
      makePrivate(folder);
      empty(folder);
    } catch (IOException e) {
      throw new CannotStart(
          "the folder for uploads "
              + folder
              + " must be a folder of the user that Demarc runs as ("
              + e
              + "); remove what is there, or name another with"
              + " QUARKUS_HTTP_BODY_UPLOADS_DIRECTORY.",
          e);
    }
  }

  /** A link or another user's folder, put there beforehand, would tell who put it there. */
  static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is no folder");
    }
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  static void empty(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        FileTree.delete(entry);
      }
    }
  }
}
