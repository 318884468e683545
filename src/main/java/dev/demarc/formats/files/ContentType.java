package dev.demarc.formats.files;

import dev.demarc.formats.text.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** What bytes are by themselves, whatever they are called: by their magic numbers alone. */
final class ContentType {

  static final String UNKNOWN = "application/octet-stream";

  /** As much as the detector looks at: the mark of a disk image stands behind 32 KiB. */
  static final int LOOKED_AT = 64 * 1024;

  /** As much of a text: browsers judge by the first 1,445 bytes (WHATWG MIME Sniffing, 5.2). */
  private static final int LOOKED_AT_OF_TEXT = 2 * 1024;

  /** What the detector's own names, which nobody else knows, are called elsewhere. */
  private static final Map<String, String> COMMON_NAMES =
      Map.of(
          "application/x-tika-ooxml", "application/vnd.openxmlformats-officedocument",
          "application/x-tika-msoffice", "application/x-ole-storage");

  private static final Set<String> PROGRAMS =
      Set.of(
          "application/x-msdownload",
          "application/x-dosexec",
          "application/x-executable",
          "application/x-elf",
          "application/x-sharedlib",
          "application/x-object",
          "application/x-mach-o",
          "application/x-mach-o-executable",
          "application/x-mach-o-dylib",
          "application/x-mach-o-universal",
          "application/java-vm",
          "application/x-dex",
          "application/x-ms-installer",
          "application/x-ms-shortcut",
          "application/vnd.ms-cab-compressed",
          "application/wasm");

  /** Run or fetch something where they are opened as what they are; harmless as text. */
  private static final Set<String> SCRIPTED =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "image/svg+xml",
          "application/x-sh",
          "application/x-bat");

  private ContentType() {}

  /** The detector's table takes a moment to read: only when the first file is looked at. */
  private static final class Detector {
    static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
  }

  /**
   * @return a media type without parameters; {@link #UNKNOWN} for bytes that nothing is known of
   */
  static String of(byte[] content) {
    if (content.length == 0) {
      return UNKNOWN;
    }
    try (var start = new ByteArrayInputStream(content, 0, lookedAt(content))) {
      var found = Detector.TYPES.detect(start, new Metadata()).getBaseType().toString();
      return COMMON_NAMES.getOrDefault(found, found);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  /** The detector tries its patterns for texts at each place, which takes long in a long one. */
  private static int lookedAt(byte[] content) {
    int all = Math.min(content.length, LOOKED_AT);
    for (int i = 0; i < all; i++) {
      if (content[i] == 0) {
        return all;
      }
    }
    return Math.min(all, LOOKED_AT_OF_TEXT);
  }

  /**
   * Why a file is not what its sender says, where believing it could do harm: a program or a page
   * that calls itself a picture, by its declared type or by the ending of its name.
   *
   * @return for people; null where nothing of the kind is seen
   */
  static @Nullable String disguise(
      @Nullable String fileName, @Nullable String declared, String detected) {
    boolean program = PROGRAMS.contains(detected);
    if (!program && !SCRIPTED.contains(detected)) {
      return null;
    }
    var is = (program ? " is a program (" : " can run scripts (") + detected + ").";
    var type = declared == null ? UNKNOWN : bare(declared);
    if (!type.equals(detected) && isHarmless(type, program)) {
      return "It says it is " + Text.oneLine(type, 100) + " and" + is;
    }
    var byName = ofName(fileName);
    if (!byName.equals(detected) && isHarmless(byName, program)) {
      return "Its name is that of " + byName + " and it" + is;
    }
    return null;
  }

  private static String bare(String declared) {
    int end = declared.indexOf(';');
    return (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** What nobody expects to run; a text file that holds a script is only shown. */
  private static boolean isHarmless(String type, boolean program) {
    boolean picture =
        type.startsWith("image/")
            || type.startsWith("audio/")
            || type.startsWith("video/")
            || type.startsWith("font/")
            || type.equals("application/pdf");
    boolean document =
        type.startsWith("text/")
            || type.startsWith("message/")
            || type.equals("application/json")
            || type.equals("application/rtf")
            || type.equals("application/msword")
            || type.startsWith("application/vnd.ms-excel")
            || type.startsWith("application/vnd.ms-powerpoint")
            || type.startsWith("application/vnd.openxmlformats-officedocument")
            || type.startsWith("application/vnd.oasis.opendocument");
    return picture || (program && document);
  }

  private static String ofName(@Nullable String fileName) {
    return fileName == null ? UNKNOWN : Detector.TYPES.getMimeType(fileName).getName();
  }
}
