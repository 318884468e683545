package dev.demarc.formats.files;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in an archive, as far as it was looked into. Nothing of it is unpacked anywhere.
 *
 * @param type {@code zip}, {@code tar}, {@code gzip}, {@code bzip2} or {@code xz}, for a compressed
 *     tar {@code tar.gz} and kin
 * @param entries in the archive's order, those of archives within it behind them
 * @param encrypted whether a password is needed for any of it
 * @param stopped why this is not all, in words for people; null where it is
 */
public record ArchiveListing(
    String type, List<ArchivedFile> entries, boolean encrypted, @Nullable String stopped) {

  /** The media types that {@link Attachment#detectedType()} has for archives. */
  private static final Set<String> ARCHIVES =
      Set.of(
          "application/zip",
          "application/java-archive",
          "application/vnd.android.package-archive",
          "application/vnd.openxmlformats-officedocument",
          "application/x-tar",
          "application/x-gtar",
          "application/x-ustar",
          "application/gzip",
          "application/x-bzip2",
          "application/x-xz",
          "application/x-7z-compressed",
          "application/x-rar-compressed");

  /**
   * One file in an archive.
   *
   * @param name a relative path without tricks: no {@code ..}, no drive, no control characters; for
   *     people only, never a place to write to
   * @param within the archive in this archive that it lies in; null for the outermost
   * @param size unpacked, in bytes, as the archive says; null where it does not say
   * @param detectedType what its first bytes are, {@code inode/directory} or {@code inode/symlink};
   *     null where they were not looked at
   * @param encrypted whether it needs a password
   * @param warning a disguise or an escape out of its folder, in words for people; else null
   */
  public record ArchivedFile(
      String name,
      @Nullable String within,
      @Nullable Long size,
      @Nullable String detectedType,
      boolean encrypted,
      @Nullable String warning) {}

  public ArchiveListing {
    entries = List.copyOf(entries);
  }

  /** Whether a listing can be asked for; cheap, for pages that show many files. */
  public static boolean isArchive(@Nullable String detectedType) {
    return detectedType != null && ARCHIVES.contains(detectedType);
  }
}
