package dev.demarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a checkout needs where file names are told apart otherwise than on Linux. */
class PathsTest {

  @Test
  void no_two_paths_differ_only_by_case() throws IOException {
    var met = new TreeMap<String, Path>();
    for (var folder : new String[] {"src", "docs", "migrations", "bin", "bench"}) {
      try (Stream<Path> paths = Files.walk(Path.of(folder))) {
        paths.forEach(
            path ->
                assertThat(met.put(path.toString().toLowerCase(Locale.ROOT), path))
                    .as("macOS and Windows keep one of this and %s", path)
                    .isNull());
      }
    }
    assertThat(met).hasSizeGreaterThan(1000);
  }
}
