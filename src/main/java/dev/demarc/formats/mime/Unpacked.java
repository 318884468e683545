package dev.demarc.formats.mime;

import dev.demarc.formats.containers.ArchiveLock;
import dev.demarc.formats.text.ChunkedBuffer;
import dev.demarc.formats.text.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * The files in a zip or gzip archive, told by its first bytes. Size and ratio are limited while it
 * is unpacked, archives inside are not opened, and nothing is written anywhere.
 *
 * @param problem why not all of it could be read; null where all was
 */
public record Unpacked(List<File> files, String problem) {

  /** A file and its name, which is null where the archive gives none. */
  public record File(String name, byte[] content) {}

  private static final int MOST_FILES = 20;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_RATIO = 200;

  /** So much may come out of even the smallest archive. */
  private static final int ALWAYS_ALLOWED = 1 << 20;

  /**
   * The files of these parts, one after another; all the archives together give as much as one may.
   */
  public static List<Unpacked> of(Stream<MailPart> parts) {
    var all = new ArrayList<Unpacked>();
    int left = MOST_BYTES;
    for (var part : (Iterable<MailPart>) parts::iterator) {
      var unpacked = of(part, left);
      all.add(unpacked);
      if (isArchive(part.content)) {
        left -= unpacked.files().stream().mapToInt(file -> file.content().length).sum();
      }
    }
    return all;
  }

  /** A part's file as it is, or the files in it where it is an archive. */
  private static Unpacked of(MailPart part, int most) {
    var raw = part.content;
    try {
      if (startsWith(raw, 0x1F, 0x8B)) {
        return gunzip(raw, part.fileName(), allowance(raw, most));
      }
      if (startsWith(raw, 'P', 'K', 3, 4)) {
        return unzip(raw, allowance(raw, most));
      }
    } catch (IOException | IllegalArgumentException e) {
      if (ArchiveLock.isEncryptedZip(raw)) {
        return new Unpacked(List.of(), null); // told when the mail was opened
      }
      return new Unpacked(List.of(), "An attached archive is damaged: " + name(part) + ".");
    }
    return new Unpacked(List.of(new File(part.fileName(), raw)), null);
  }

  public static boolean isArchive(byte[] raw) {
    return startsWith(raw, 0x1F, 0x8B) || startsWith(raw, 'P', 'K', 3, 4);
  }

  private static boolean startsWith(byte[] raw, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= raw.length || (raw[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static String name(MailPart part) {
    return part.fileName() == null ? "one without a name" : part.fileName();
  }

  private static Unpacked gunzip(byte[] raw, String name, int most) throws IOException {
    var inner = name == null ? null : name.replaceFirst("(?i)\\.gz(ip)?$", "");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      var content = read(in, most);
      return content == null ? tooLarge(List.of()) : one(new File(inner, content));
    }
  }

  private static Unpacked one(File file) {
    return new Unpacked(List.of(file), null);
  }

  private static Unpacked unzip(byte[] raw, int most) throws IOException {
    var files = new ArrayList<File>();
    int left = most;
    try (var in = new ZipInputStream(new ByteArrayInputStream(raw))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        if (files.size() >= MOST_FILES) {
          return new Unpacked(files, "An archive has more than " + MOST_FILES + " files.");
        }
        var content = read(in, left);
        if (content == null) {
          return tooLarge(files);
        }
        left -= content.length;
        files.add(new File(Text.oneLine(Text.withoutControls(entry.getName()), 200), content));
      }
    }
    return new Unpacked(files, null);
  }

  private static int allowance(byte[] raw, int most) {
    return (int) Math.min(most, Math.max(ALWAYS_ALLOWED, (long) raw.length * MOST_RATIO));
  }

  private static Unpacked tooLarge(List<File> files) {
    return new Unpacked(files, "An archive was not unpacked: what is in it is too large.");
  }

  /** Null where more comes than allowed. */
  private static byte[] read(InputStream in, int most) throws IOException {
    var out = new ChunkedBuffer();
    var buffer = new byte[8 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (n > most - out.size()) {
        return null;
      }
      out.write(buffer, n);
    }
    return out.toByteArray();
  }
}
