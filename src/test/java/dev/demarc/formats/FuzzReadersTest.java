package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seeds of the fuzzer, and what it found once, in {@code src/test/resources/fuzz}. */
class FuzzReadersTest {

  @Test
  void mails_that_broke_a_promise_once_keep_it() throws IOException {
    for (var seed : seeds("mail")) {
      FuzzReaders.Mail.fuzzerTestOneInput(Files.readAllBytes(seed));
    }
  }

  @Test
  void json_that_broke_a_promise_once_keeps_it() throws IOException {
    for (var seed : seeds("json")) {
      FuzzReaders.Json.fuzzerTestOneInput(Files.readAllBytes(seed));
    }
  }

  @Test
  void lists_that_broke_a_promise_once_keep_it() throws IOException {
    for (var seed : seeds("pieces")) {
      FuzzReaders.Pieces.fuzzerTestOneInput(Files.readAllBytes(seed));
    }
  }

  private static List<Path> seeds(String target) throws IOException {
    try (var files = Files.list(Samples.corpus().resolveSibling("fuzz").resolve(target))) {
      var seeds = files.sorted().toList();
      assertThat(seeds).isNotEmpty();
      return seeds;
    }
  }
}
