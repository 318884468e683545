package dev.demarc.formats.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** The central directory of a ZIP archive (APPNOTE 6.3.10 section 4.3.12), read with suspicion. */
final class ZipDirectory implements Closeable {

  /** What the library would hold in memory at once. */
  private static final int MOST_RECORDS = 20_000;

  private static final int MOST_EXTRA_BYTES = 1024 * 1024;
  private static final int RECORD_BYTES = 46;
  private static final int LOCAL_HEADER_BYTES = 30;

  /** A file of the archive, not yet read. */
  final class File {
    private final ZipArchiveEntry entry;

    private File(ZipArchiveEntry entry) {
      this.entry = entry;
    }

    String name() {
      return entry.getName();
    }

    /** As the archive says, which may be a lie; null where it does not say. */
    @Nullable Long size() {
      return entry.getSize() < 0 ? null : entry.getSize();
    }

    long packedSize() {
      return Math.max(0, entry.getCompressedSize());
    }

    boolean encrypted() {
      return entry.getGeneralPurposeBit().usesEncryption();
    }

    boolean mayBeRead() {
      return kind() == null && !encrypted() && !overlapping && zip.canReadEntryData(entry);
    }

    @Nullable String kind() {
      if (entry.isUnixSymlink()) {
        return "inode/symlink";
      }
      return entry.isDirectory() ? "inode/directory" : null;
    }

    @Nullable String warning() {
      boolean bomb =
          entry.getSize() > UnpackingBudget.RATIO_COUNTS_FROM
              && entry.getSize() / UnpackingBudget.RATIO > packedSize();
      return bomb ? "It unpacks to more than 100 times its size, as a zip bomb does." : null;
    }

    InputStream open() throws IOException {
      return zip.getInputStream(entry);
    }
  }

  private final ZipFile zip;
  private final boolean overlapping;

  private ZipDirectory(ZipFile zip) {
    this.zip = zip;
    this.overlapping = overlap(Collections.list(zip.getEntries()));
  }

  /**
   * @throws IOException where the directory is damaged, missing or larger than any honest one
   */
  static ZipDirectory open(byte[] content) throws IOException {
    check(content);
    return new ZipDirectory(
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
            .setIgnoreLocalFileHeader(true)
            .get());
  }

  /**
   * Counts what could be a record of the directory before the library builds an object of each. The
   * number that the archive itself gives binds nobody.
   */
  private static void check(byte[] content) throws IOException {
    int records = 0;
    int extra = 0;
    for (int i = 0; i + RECORD_BYTES <= content.length; i++) {
      boolean record =
          content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] == 1 && content[i + 3] == 2;
      if (record) {
        records++;
        extra += (content[i + 30] & 0xFF) | (content[i + 31] & 0xFF) << 8;
        if (records > MOST_RECORDS || extra > MOST_EXTRA_BYTES) {
          throw new UnpackingBudget.Spent(
              "The archive has more entries than are looked at; nothing of it was opened.");
        }
      }
    }
  }

  /** Two entries made of the same bytes: no tool writes that, a zip bomb lives by it. */
  private static boolean overlap(List<ZipArchiveEntry> entries) {
    entries.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
    long end = 0;
    for (var entry : entries) {
      if (entry.getLocalHeaderOffset() < end) {
        return true;
      }
      end =
          entry.getLocalHeaderOffset()
              + LOCAL_HEADER_BYTES
              + Math.max(0, entry.getCompressedSize());
    }
    return false;
  }

  List<File> files() {
    var files = new ArrayList<File>();
    for (var entry : Collections.list(zip.getEntries())) {
      files.add(new File(entry));
    }
    return files;
  }

  /** Null where the archive is made as any other. */
  @Nullable String warning() {
    return overlapping
        ? "Entries of the archive lie over one another, as in a zip bomb; none was opened."
        : null;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
