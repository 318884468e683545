package dev.demarc.formats.files;

import org.jspecify.annotations.Nullable;

/**
 * A part of the report that is a file.
 *
 * @param index position among the attachments, from 0, stable for the same bytes
 * @param contentType as its sender declared it
 * @param detectedType what its bytes are, {@code application/octet-stream} where nothing is known
 *     of them; null in what was read before this was looked at
 * @param size decoded size in bytes
 * @param sha256 lower-case hexadecimal
 * @param warning where it is disguised as something harmless, in words for people; else null
 */
public record Attachment(
    int index,
    @Nullable String fileName,
    @Nullable String contentType,
    String detectedType,
    long size,
    String sha256,
    @Nullable String warning) {

  /** Whether there is a listing of what is in it. */
  public boolean hasListing() {
    return ArchiveListing.isArchive(detectedType);
  }
}
