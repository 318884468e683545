package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.startup.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

  @TempDir Path root;

  private static void start(Path folder) {
    new UploadFolder(folder).start(null);
  }

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void it_is_made_for_nobody_else() throws IOException {
    var folder = root.resolve("not/yet/there");
    start(folder);
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void one_that_was_open_is_closed_and_what_a_crash_left_is_removed() throws IOException {
    var folder = Files.createDirectory(root.resolve("uploads"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/resteasy-reactive1upload"), "a report");
    var elsewhere = Files.writeString(root.resolve("elsewhere"), "keep");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    start(folder);
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(folder).isEmptyDirectory();
    assertThat(elsewhere).hasContent("keep");
  }

  @Test
  void a_link_in_its_place_is_not_followed() throws IOException {
    var elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    var kept = Files.writeString(elsewhere.resolve("file"), "keep");
    var link = Files.createSymbolicLink(root.resolve("uploads"), elsewhere);
    assertThatThrownBy(() -> start(link))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("QUARKUS_HTTP_BODY_UPLOADS_DIRECTORY");
    assertThat(kept).hasContent("keep");
  }
}
