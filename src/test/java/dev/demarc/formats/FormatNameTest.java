package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FormatNameTest {

  @Test
  void every_format_that_has_samples_has_a_name_for_people() throws IOException {
    try (var folders = Files.list(Samples.formats())) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(
              slug -> {
                if (!slug.equals("fail2ban")) {
                  assertThat(FormatName.of(slug)).isNotEqualTo(slug);
                }
              });
    }
  }
}
