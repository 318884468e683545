package dev.demarc.startup;

import dev.demarc.shared.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds what must survive, and the lock that lets one Demarc at a time use it. The
 * lock is the operating system's and goes with the process, however that ends.
 */
final class DataFolder {

  static final String PASSWORD_FILE = "demarc.password";

  private static final long MEGABYTE = 1024 * 1024;

  /** Programs, an empty cluster and its first write-ahead log. */
  private static final long SPACE_FOR_NEW = 300 * MEGABYTE;

  private static final long SPACE_TO_RUN = 64 * MEGABYTE;
  private static final long LARGEST_KEPT_LOG = 8 * MEGABYTE;

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;
  private final ServerProcesses processes;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
    this.processes = new ServerProcesses(cluster());
  }

  static DataFolder claim(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      Path root = dataDir.toRealPath();
      FileChannel channel =
          FileChannel.open(
              root.resolve("demarc.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new CannotStart(
            "another Demarc is running on the data folder "
                + root
                + "; stop it first, or name another folder with DEMARC_DATA_DIR or bin/run --data.");
      }
      return new DataFolder(root, channel, lock);
    } catch (IOException e) {
      throw new CannotStart(
          full(e.getMessage())
              ? diskFull(dataDir)
              : "the data folder "
                  + dataDir
                  + " cannot be written ("
                  + reason(e)
                  + "); give it to the user Demarc runs as, or name another with DEMARC_DATA_DIR"
                  + " or bin/run --data.",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : "" + e.getMessage();
  }

  Path root() {
    return root;
  }

  Path cluster() {
    return root.resolve("postgres");
  }

  ServerProcesses processes() {
    return processes;
  }

  boolean isNew() throws IOException {
    return !Files.exists(cluster()) || isEmpty(cluster());
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return !files.iterator().hasNext();
    }
  }

  void requireSameVersion() throws IOException {
    if (isNew()) {
      return;
    }
    String version;
    try {
      version = Files.readString(cluster().resolve("PG_VERSION")).strip();
    } catch (NoSuchFileException e) {
      throw new DataUnusable(
          cluster()
              + " is not a PostgreSQL data folder and is left as it is; move it away, or name"
              + " another data folder with DEMARC_DATA_DIR or bin/run --data.",
          e);
    }
    if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
      throw new DataUnusable(
          cluster()
              + " was made by PostgreSQL "
              + version
              + " and this Demarc brings PostgreSQL "
              + PostgresBinaries.MAJOR_VERSION
              + "; the data is left as it is. Move it over with pg_dump and pg_restore"
              + " (docs/operating.md), or name another data folder with DEMARC_DATA_DIR.");
    }
  }

  /** Of a folder that held data before. */
  void requireData() throws IOException {
    if (isNew()) {
      throw new DataUnusable(
          cluster() + " is gone; restore it from a backup before Demarc is started again.");
    }
    requireSameVersion();
  }

  void requireSpace() throws IOException {
    long needed = isNew() ? SPACE_FOR_NEW : SPACE_TO_RUN;
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < needed) {
      throw new DiskFull(
          diskFull(root)
              + " (%d MB free, %d MB needed to start)"
                  .formatted(free / MEGABYTE, needed / MEGABYTE));
    }
  }

  /** What an earlier, interrupted first start has left is no data yet: it never had this name. */
  Path emptyUnfinishedCluster() throws IOException {
    Path unfinished = root.resolve("postgres.unfinished");
    FileTree.delete(unfinished);
    return Files.createDirectory(unfinished);
  }

  /** The server's log of this start; the one before is kept while it is of a bearable size. */
  Path freshLog() throws IOException {
    Path log = root.resolve("postgres.log");
    if (Files.exists(log)) {
      if (Files.size(log) <= LARGEST_KEPT_LOG) {
        Files.move(log, root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(log);
      }
    }
    return Files.createFile(log);
  }

  /** The server's log, to go on with; a fresh one where it has grown too large or is gone. */
  Path log() throws IOException {
    Path log = root.resolve("postgres.log");
    return Files.exists(log) && Files.size(log) <= LARGEST_KEPT_LOG ? log : freshLog();
  }

  /** Turns what a PostgreSQL program or the file system complained about into one line. */
  String explain(@Nullable String complaint) {
    if (full(complaint)) {
      return diskFull(root);
    }
    String line =
        String.valueOf(complaint)
            .lines()
            .filter(text -> text.matches("(?i).*\\b(error|fatal|could not|cannot|denied)\\b.*"))
            .findFirst()
            .orElse(String.valueOf(complaint).lines().findFirst().orElse("no reason given"));
    return "the embedded PostgreSQL does not start ("
        + line.strip()
        + "); see "
        + root.resolve("postgres.log")
        + ".";
  }

  static boolean full(@Nullable String complaint) {
    String text = String.valueOf(complaint).toLowerCase(Locale.ROOT);
    return text.contains("no space left") || text.contains("disk quota exceeded");
  }

  private static String diskFull(Path folder) {
    return "the disk that holds "
        + folder
        + " is full; make room, or name a data folder on another disk with DEMARC_DATA_DIR";
  }

  void release() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("could not release the lock of " + root, e);
    }
  }
}
