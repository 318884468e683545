package dev.demarc.formats.files;

import dev.demarc.formats.files.ArchiveListing.ArchivedFile;
import dev.demarc.formats.files.UnpackingBudget.Spent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Looks into archives, in memory and within an {@link UnpackingBudget}; writes nothing. */
public final class ArchiveReader {

  static final int SNIFFED = 8_192;

  /** What xz's own strongest preset needs. */
  private static final int XZ_MEMORY_KIB = 80 * 1024;

  /** Each listing may hold the budget's bytes for a moment. */
  private static final Semaphore AT_A_TIME = new Semaphore(2);

  private record Inner(String name, String type, byte[] content) {}

  private final UnpackingBudget budget;
  private final List<ArchivedFile> entries = new ArrayList<>();
  private boolean encrypted;
  private @Nullable String stopped;

  private ArchiveReader(UnpackingBudget budget) {
    this.budget = budget;
  }

  /** Empty where the bytes are no archive. Never throws for what is in them. */
  public static Optional<ArchiveListing> list(byte[] content) {
    return list(content, UnpackingBudget::new);
  }

  static Optional<ArchiveListing> list(
      byte[] content, java.util.function.Supplier<UnpackingBudget> budget) {
    var type = ContentType.of(content);
    if (!ArchiveListing.isArchive(type)) {
      return Optional.empty();
    }
    AT_A_TIME.acquireUninterruptibly();
    try {
      var reader = new ArchiveReader(budget.get());
      var shown = reader.look(content, type);
      return Optional.of(
          new ArchiveListing(shown, reader.entries, reader.encrypted, reader.stopped));
    } finally {
      AT_A_TIME.release();
    }
  }

  private String look(byte[] content, String type) {
    try {
      return open(content, type, null, 1);
    } catch (Spent spent) {
      stopped = spent.getMessage();
      return nameOf(type);
    }
  }

  private String open(byte[] content, String type, @Nullable String within, int depth)
      throws Spent {
    try {
      return switch (type) {
        case "application/gzip" -> unpack(content, "gzip", within, depth);
        case "application/x-bzip2" -> unpack(content, "bzip2", within, depth);
        case "application/x-xz" -> unpack(content, "xz", within, depth);
        case "application/x-tar", "application/x-gtar", "application/x-ustar" -> {
          var packed = budget.packed(content);
          tar(budget.unpacked(packed, packed::taken), within, depth);
          yield "tar";
        }
        case "application/x-7z-compressed", "application/x-rar-compressed" -> {
          note("What is in a 7z or RAR archive is not listed; it may need a password.");
          yield nameOf(type);
        }
        default -> {
          zip(content, within, depth);
          yield "zip";
        }
      };
    } catch (Spent spent) {
      throw spent;
    } catch (IOException | RuntimeException damaged) {
      note(
          "The archive"
              + (within == null ? "" : " " + within)
              + " is damaged or made in a way that cannot be read.");
      return nameOf(type);
    }
  }

  private static String nameOf(String type) {
    return switch (type) {
      case "application/gzip" -> "gzip";
      case "application/x-bzip2" -> "bzip2";
      case "application/x-xz" -> "xz";
      case "application/x-tar", "application/x-gtar", "application/x-ustar" -> "tar";
      case "application/x-7z-compressed" -> "7z";
      case "application/x-rar-compressed" -> "rar";
      default -> "zip";
    };
  }

  /** The first thing that stopped it says most. */
  private void note(String why) {
    stopped = stopped == null ? why : stopped;
  }

  /** A compressed tar is one archive; anything else compressed is an archive of one file. */
  private String unpack(byte[] content, String method, @Nullable String within, int depth)
      throws IOException {
    var packed = budget.packed(content);
    try (var decompressor = decompressor(packed, method);
        var unpacked =
            new BufferedInputStream(budget.unpacked(decompressor, packed::taken), SNIFFED)) {
      unpacked.mark(SNIFFED);
      var start = unpacked.readNBytes(SNIFFED);
      unpacked.reset();
      var type = ContentType.of(start);
      if (nameOf(type).equals("tar") && type.contains("tar")) {
        tar(unpacked, within, depth);
        return "tar." + (method.equals("gzip") ? "gz" : method.equals("bzip2") ? "bz2" : method);
      }
      var name = EntryName.of(originalName(decompressor));
      budget.entry();
      int at = entries.size();
      entries.add(entry(name, within, null, type, false));
      var inside = unpacked.readAllBytes();
      entries.set(at, entry(name, within, (long) inside.length, type, false));
      inner(List.of(new Inner(name.shown(), type, inside)), depth);
      return method;
    }
  }

  private InputStream decompressor(InputStream packed, String method) throws IOException {
    return switch (method) {
      case "gzip" -> budget.gunzip(packed);
      case "bzip2" -> new BZip2CompressorInputStream(packed, true);
      default -> new XZCompressorInputStream(packed, true, XZ_MEMORY_KIB);
    };
  }

  private static @Nullable String originalName(InputStream decompressor) {
    return decompressor instanceof GzipCompressorInputStream gzip
        ? gzip.getMetaData().getFileName()
        : null;
  }

  private void tar(InputStream unpacked, @Nullable String within, int depth) throws IOException {
    var inner = new ArrayList<Inner>();
    try (var tar = new TarArchiveInputStream(unpacked)) {
      for (var next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
        budget.entry();
        var name = EntryName.of(next.getName());
        if (!next.isFile() || next.isLink() || next.isSymbolicLink() || next.isSparse()) {
          entries.add(entry(name, within, next.getSize(), kind(next), false));
          continue;
        }
        var start = tar.readNBytes(SNIFFED);
        var type = ContentType.of(start);
        entries.add(entry(name, within, next.getSize(), type, false));
        if (isOpened(type, depth)) {
          inner.add(new Inner(name.shown(), type, joined(start, tar.readAllBytes())));
        }
      }
    }
    inner(inner, depth);
  }

  private static @Nullable String kind(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return "inode/directory";
    }
    return entry.isLink() || entry.isSymbolicLink() ? "inode/symlink" : null;
  }

  private static byte[] joined(byte[] start, byte[] rest) {
    var whole = java.util.Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return whole;
  }

  private void zip(byte[] content, @Nullable String within, int depth) throws IOException {
    try (var zip = ZipDirectory.open(content)) {
      var inner = new ArrayList<ZipDirectory.File>();
      for (var file : zip.files()) {
        budget.entry();
        encrypted |= file.encrypted();
        var type = file.mayBeRead() ? type(file) : file.kind();
        var name = EntryName.of(file.name()).orWarn(file.warning());
        entries.add(entry(name, within, file.size(), type, file.encrypted()));
        if (file.mayBeRead() && type != null && isOpened(type, depth)) {
          inner.add(file);
        }
      }
      if (zip.warning() != null) {
        note(zip.warning());
      }
      for (var file : inner) {
        var bytes = read(file, Integer.MAX_VALUE);
        var type = ContentType.of(Arrays.copyOf(bytes, Math.min(bytes.length, SNIFFED)));
        inner(List.of(new Inner(EntryName.of(file.name()).shown(), type, bytes)), depth);
      }
    }
  }

  private @Nullable String type(ZipDirectory.File file) throws Spent {
    try {
      return ContentType.of(read(file, SNIFFED));
    } catch (Spent spent) {
      throw spent;
    } catch (IOException | RuntimeException damaged) {
      note("Not all of the archive can be read.");
      return null;
    }
  }

  private byte[] read(ZipDirectory.File file, int most) throws IOException {
    try (var in = budget.unpacked(file.open(), file::packedSize)) {
      return in.readNBytes(most);
    }
  }

  private static ArchivedFile entry(
      EntryName name,
      @Nullable String within,
      @Nullable Long size,
      @Nullable String type,
      boolean encrypted) {
    var warned = type == null ? name : name.orWarn(ContentType.disguise(name.shown(), null, type));
    return new ArchivedFile(warned.shown(), within, size, type, encrypted, warned.warning());
  }

  /** An archive in an archive is looked into, one in that is not. */
  private boolean isOpened(String type, int depth) {
    boolean archive =
        ArchiveListing.isArchive(type)
            && !type.equals("application/vnd.openxmlformats-officedocument");
    if (archive && depth >= UnpackingBudget.DEEPEST) {
      note("Archives more than two deep are not opened.");
      return false;
    }
    return archive;
  }

  private void inner(List<Inner> archives, int depth) throws Spent {
    for (var archive : archives) {
      if (isOpened(archive.type(), depth)) {
        open(archive.content(), archive.type(), archive.name(), depth + 1);
      }
    }
  }
}
