package dev.demarc.formats.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedFilesTest {

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static UnpackedFiles unpacked(byte[] part, int times) throws IOException {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.write(part);
    }
    return UnpackedFiles.of(all.toByteArray(), "a.csv.gz", new UnpackingBudget(10, 1 << 20));
  }

  @Test
  void the_parts_of_a_gzip_file_are_one_file() throws IOException {
    var files = unpacked(gzip("ip\n192.0.2.1\n"), 2).files();

    assertThat(files).extracting(UnpackedFiles.File::name).containsExactly("a.csv");
    assertThat(new String(files.get(0).content(), StandardCharsets.UTF_8))
        .isEqualTo("ip\n192.0.2.1\n".repeat(2));
  }

  @Test
  void of_more_parts_than_any_program_writes_the_rest_is_left() throws IOException {
    assertThat(unpacked(gzip(""), 10_001).problem()).contains("more than 10,000 parts in a row");
    assertThat(unpacked(gzip(""), 10_000).problem()).isNull();
  }
}
