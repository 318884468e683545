package dev.demarc.formats.files;

import dev.demarc.formats.files.UnpackingBudget.Spent;
import dev.demarc.formats.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in a zip or gzip archive as bytes, within an {@link UnpackingBudget}. Archives inside
 * are not opened, and nothing is written anywhere.
 *
 * @param problem why not all of it could be read, for people; null where all was
 */
public record UnpackedFiles(List<File> files, @Nullable String problem) {

  /** A file and its name, which is null where the archive gives none. */
  public record File(@Nullable String name, byte[] content) {}

  private static final int LONGEST_NAME = 200;

  /** Whether the bytes begin as a zip or gzip archive does. */
  public static boolean isArchive(byte[] raw) {
    return isGzip(raw) || starts(raw, 'P', 'K', 3, 4);
  }

  private static boolean isGzip(byte[] raw) {
    return starts(raw, 0x1F, 0x8B);
  }

  private static boolean starts(byte[] raw, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= raw.length || (raw[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param archive whose first bytes are those of a zip or gzip archive
   * @param name of the archive's own file; may be null
   * @throws IOException where the archive is damaged
   */
  public static UnpackedFiles of(byte[] archive, @Nullable String name, UnpackingBudget budget)
      throws IOException {
    var files = new ArrayList<File>();
    try {
      if (isGzip(archive)) {
        gunzip(archive, name, budget, files);
      } else {
        unzip(archive, budget, files);
      }
      return new UnpackedFiles(files, null);
    } catch (Spent spent) {
      return new UnpackedFiles(files, "Not all of an archive was unpacked: " + spent.getMessage());
    }
  }

  private static void gunzip(
      byte[] raw, @Nullable String name, UnpackingBudget budget, List<File> files)
      throws IOException {
    budget.entry();
    var packed = budget.packed(raw);
    try (var gzip = budget.gunzip(packed);
        var in = budget.unpacked(gzip, packed::taken)) {
      var inner = name == null ? null : name.replaceFirst("(?i)\\.gz(ip)?$", "");
      files.add(new File(inner, in.readAllBytes()));
    }
  }

  private static void unzip(byte[] raw, UnpackingBudget budget, List<File> files)
      throws IOException {
    try (var zip = ZipDirectory.open(raw)) {
      if (zip.warning() != null) {
        throw new Spent(zip.warning());
      }
      for (var file : zip.files()) {
        if (file.mayBeRead()) {
          budget.entry();
          try (var in = budget.unpacked(file.open(), file::packedSize)) {
            var name = Text.oneLine(Text.withoutControls(file.name()), LONGEST_NAME);
            files.add(new File(name, in.readAllBytes()));
          }
        }
      }
    }
  }
}
