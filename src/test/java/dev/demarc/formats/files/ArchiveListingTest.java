package dev.demarc.formats.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in an archive is told, and no archive can make that expensive. */
@Timeout(20)
class ArchiveListingTest {

  private static final byte[] PROGRAM =
      "MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] LOG = "Nov 20 10:00:00 host sshd[1]: Failed password".getBytes();

  @Test
  void a_zip_is_listed_with_names_sizes_and_types_by_content() throws IOException {
    var listing = list(zip(files("logs/auth.log", LOG, "photo.jpg", PROGRAM)));
    assertThat(listing.type()).isEqualTo("zip");
    assertThat(listing.stopped()).isNull();
    assertThat(listing.encrypted()).isFalse();
    assertThat(listing.entries()).hasSize(2);
    assertThat(listing.entries().get(0))
        .isEqualTo(
            new ArchiveListing.ArchivedFile(
                "logs/auth.log", null, (long) LOG.length, "text/plain", false, null));
    assertThat(listing.entries().get(1).detectedType()).isEqualTo("application/x-msdownload");
    assertThat(listing.entries().get(1).warning()).contains("image/jpeg").contains("a program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tar.gz", "tar.bz2", "tar.xz"})
  void aTarIsListedHoweverItIsCompressed(String type) throws IOException {
    var tar = tar(files("a/run.sh", "#!/bin/sh\n".getBytes(), "b.txt", LOG));
    var listing = list(type.equals("tar") ? tar : compressed(type.substring(4), tar));
    assertThat(listing.type()).isEqualTo(type);
    assertThat(listing.stopped()).isNull();
    assertThat(listing.entries())
        .extracting(e -> e.name() + " " + e.size() + " " + e.detectedType())
        .containsExactly("a/run.sh 10 application/x-sh", "b.txt 45 text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz"})
  void oneCompressedFileIsAnArchiveOfOne(String method) throws IOException {
    var listing = list(compressed(method, LOG));
    assertThat(listing.entries()).hasSize(1);
    assertThat(listing.entries().get(0).size()).isEqualTo(LOG.length);
    assertThat(listing.entries().get(0).detectedType()).isEqualTo("text/plain");
  }

  @Test
  void an_archive_in_an_archive_is_looked_into_and_one_in_that_is_not() throws IOException {
    var third = zip(files("deep.txt", LOG));
    var second = zip(files("third.zip", third, "second.exe", PROGRAM));
    var listing = list(zip(files("second.zip", second, "first.txt", LOG)));
    assertThat(listing.entries())
        .extracting(e -> e.within() + " " + e.name())
        .containsExactly(
            "null second.zip", "null first.txt", "second.zip third.zip", "second.zip second.exe");
    assertThat(listing.stopped()).isEqualTo("Archives more than two deep are not opened.");
  }

  @Test
  void a_password_is_said_to_be_needed_and_nothing_is_opened() throws IOException {
    var zip = zip(files("secret.exe", PROGRAM));
    zip[6] |= 1; // general purpose bit 0 of the local header and of the directory's record
    zip[indexOf(zip, "PK\u0001\u0002") + 8] |= 1;
    var listing = list(zip);
    assertThat(listing.encrypted()).isTrue();
    assertThat(listing.entries().get(0).encrypted()).isTrue();
    assertThat(listing.entries().get(0).detectedType()).isNull();
    assertThat(listing.entries().get(0).name()).isEqualTo("secret.exe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "..\\..\\etc\\passwd",
        "C:\\etc\\passwd",
        "etc/./../../etc/passwd"
      })
  void aNameThatLeadsOutOfItsFolderIsShownInsideWithAWarning(String name) throws IOException {
    var entry = list(zip(files(name, LOG))).entries().get(0);
    assertThat(entry.name()).endsWith("etc/passwd").doesNotContain("..").doesNotStartWith("/");
    assertThat(entry.warning())
        .isEqualTo("Its name leads out of the archive's folder: " + name.replace('\\', '/'));
    assertThat(list(tar(files(name, LOG))).entries().get(0).name()).doesNotContain("..");
  }

  @Test
  void control_characters_nul_and_turned_writing_are_not_shown() throws IOException {
    var name = "a\u0000b\nc\u001b[31m\u202Egpj.exe";
    var entry = list(zip(files(name, LOG))).entries().get(0);
    assertThat(entry.name()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD[31mgpj.exe");
    assertThat(entry.warning()).isEqualTo("Its name hides characters that cannot be seen.");
  }

  @Test
  void a_name_of_nothing_but_tricks_is_still_shown() throws IOException {
    assertThat(list(zip(files("../..", LOG))).entries().get(0).name()).isEqualTo("(no name)");
  }

  @Test
  void more_than_a_thousand_entries_are_counted() throws IOException {
    var many = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 1_500; i++) {
      many.put("f" + i, new byte[] {'x'});
    }
    for (var archive : new byte[][] {zip(many), tar(many)}) {
      var listing = list(archive);
      assertThat(listing.entries()).hasSize(1_000);
      assertThat(listing.stopped()).contains("more than 1,000 entries");
    }
  }

  @Test
  void a_directory_that_would_fill_the_memory_is_not_read() {
    var records = ByteBuffer.allocate(64 + 46 * 30_000).order(ByteOrder.LITTLE_ENDIAN);
    records.put("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < 30_000; i++) {
      records.putInt(64 + i * 46, 0x02014b50);
    }
    var listing = list(records.array());
    assertThat(listing.entries()).isEmpty();
    assertThat(listing.stopped()).contains("more entries than are looked at");
  }

  @Test
  void a_bomb_of_zips_in_a_zip_is_stopped_by_its_ratio() throws IOException {
    var bottom = zip(Map.of("0", new byte[32 * 1024 * 1024]));
    var bombs = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 16; i++) {
      bombs.put("lib " + i + ".zip", bottom);
    }
    var layered = zip(Map.of("lib.zip", zip(bombs)));
    var listing = list(layered);
    assertThat(listing.entries()).hasSize(17);
    assertThat(listing.stopped()).isNotNull();
    var bare = list(bottom);
    assertThat(bare.entries().get(0).size()).isEqualTo(32 * 1024 * 1024);
    assertThat(bare.entries().get(0).warning()).contains("more than 100 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz"})
  void aCompressedBombIsStoppedByItsRatio(String method) throws IOException {
    var listing = list(compressed(method, new byte[8 * 1024 * 1024]));
    assertThat(listing.stopped()).contains("100 times its size");
    assertThat(listing.entries().get(0).size()).isNull();
  }

  @Test
  void no_more_than_64_mib_are_unpacked_however_they_compress() throws IOException {
    var chunk = new byte[1024];
    new Random(3).nextBytes(chunk);
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < 80 * 1024; i++) {
        chunk[i % 1024]++;
        gzip.write(chunk);
        gzip.write(chunk, 0, i % 64);
      }
    }
    assertThat(out.size()).isLessThan(25 * 1024 * 1024);
    assertThat(list(out.toByteArray()).stopped()).isEqualTo("More than 64 MiB would be unpacked.");
  }

  @Test
  void a_file_of_many_compressed_parts_is_one_file_and_one_of_very_many_is_left()
      throws IOException {
    var part = compressed("gz", "line\n".getBytes(StandardCharsets.UTF_8));
    var log = list(repeated(part, 9_000));
    assertThat(log.stopped()).isNull();
    assertThat(log.entries().get(0).size()).isEqualTo(5 * 9_000);
    assertThat(list(repeated(compressed("gz", new byte[0]), 20_000)).stopped())
        .contains("more than 10,000 parts");
  }

  private static byte[] repeated(byte[] part, int times) {
    var all = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  @Test
  void entries_that_lie_over_one_another_are_not_opened() throws IOException {
    var zip = zip(files("first", LOG, "again", LOG));
    int first = indexOf(zip, "PK\u0001\u0002");
    int second =
        first
            + 4
            + indexOf(java.util.Arrays.copyOfRange(zip, first + 4, zip.length), "PK\u0001\u0002");
    System.arraycopy(zip, first + 42, zip, second + 42, 4); // both at the first one's offset
    var listing = list(zip);
    assertThat(listing.entries()).extracting(e -> e.name()).containsExactly("first", "again");
    assertThat(listing.entries()).extracting(e -> e.detectedType()).containsOnlyNulls();
    assertThat(listing.stopped()).contains("lie over one another");
  }

  @Test
  void the_clock_stops_it_too() throws IOException {
    var time = new AtomicLong(Long.MAX_VALUE - 5);
    var listing =
        ArchiveReader.list(
                zip(files("a", LOG, "b", LOG)),
                () -> new UnpackingBudget(() -> time.getAndAdd(3_000_000_000L)))
            .orElseThrow();
    assertThat(listing.stopped()).contains("longer than 5 seconds");
  }

  @Test
  void links_and_folders_are_said_to_be_that() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      var link = new TarArchiveEntry("link", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("/etc/shadow");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      tar.putArchiveEntry(new TarArchiveEntry("folder/"));
      tar.closeArchiveEntry();
    }
    assertThat(list(out.toByteArray()).entries())
        .extracting(e -> e.detectedType())
        .containsExactly("inode/symlink", "inode/directory");
  }

  @Test
  void a_damaged_archive_says_so() throws IOException {
    var zip = zip(files("a", LOG));
    var cut = java.util.Arrays.copyOf(zip, zip.length - 30);
    assertThat(list(cut).stopped()).contains("damaged");
    var gzip = compressed("gz", tar(files("a", LOG, "b", LOG)));
    assertThat(list(java.util.Arrays.copyOf(gzip, gzip.length - 40)).stopped()).isNotNull();
  }

  @Test
  void any_bytes_behind_an_archives_magic_are_harmless() {
    var random = new Random(11);
    for (var magic :
        new String[] {
          "PK\u0003\u0004",
          "\u001f\u008b\u0008",
          "BZh9",
          "\u00fd7zXZ\0",
          "7z\u00bc\u00af\u0027\u001c",
          "Rar!\u001a\u0007\0"
        }) {
      for (int i = 0; i < 200; i++) {
        var bytes = new byte[600];
        random.nextBytes(bytes);
        var start = magic.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, bytes, 0, start.length);
        ArchiveReader.list(bytes).ifPresent(l -> assertThat(l.stopped()).isNotNull());
      }
    }
  }

  @Test
  void an_archive_of_a_kind_that_is_not_read_says_so() {
    var listing = list("7z\u00bc\u00af\u0027\u001c\0\u0004".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(listing.type()).isEqualTo("7z");
    assertThat(listing.stopped()).contains("not listed");
  }

  @Test
  void what_is_no_archive_has_no_listing() {
    assertThat(ArchiveReader.list(LOG)).isEmpty();
    assertThat(ArchiveReader.list(new byte[0])).isEmpty();
  }

  /** However long the machine takes: the limit of time has tests of its own. */
  private static ArchiveListing list(byte[] archive) {
    return ArchiveReader.list(archive, () -> new UnpackingBudget(() -> 0)).orElseThrow();
  }

  private static Map<String, byte[]> files(Object... namesAndContents) {
    var files = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] compressed(String method, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream packed =
        switch (method) {
          case "gz" -> new GZIPOutputStream(out);
          case "bz2" -> new BZip2CompressorOutputStream(out);
          default -> new XZCompressorOutputStream(out);
        }) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static int indexOf(byte[] bytes, String latin) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(latin);
  }
}
