package dev.demarc.startup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies the files of a PostgreSQL cluster that is in use. Which of them a backup leaves out is
 * said in PostgreSQL's manual, section "Backing Up The Data Directory"; files may go while they are
 * copied.
 */
final class ClusterCopy {

  private static final Path CONTROL = Path.of("global", "pg_control");
  private static final Path LOG = Path.of("pg_wal");

  /** Made anew at each start; the folders themselves are needed. */
  private static final Set<String> EMPTY_FOLDERS =
      Set.of(
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "pg_wal");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "backup_label.old",
          "tablespace_map",
          "tablespace_map.old",
          "backup_manifest");

  private ClusterCopy() {}

  /** In bytes. */
  static long size(Path cluster) throws IOException {
    var bytes = new AtomicLong();
    walk(cluster, file -> bytes.addAndGet(Files.size(file)), folder -> true);
    return bytes.get();
  }

  /** Everything but the write-ahead log; the control file last. */
  static void allButLog(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    copyAttributes(from, to);
    walk(
        from,
        file -> {
          Path name = from.relativize(file);
          if (!name.equals(CONTROL) && !isLeftOut(name)) {
            copyFile(file, to.resolve(name));
          }
        },
        folder -> {
          Path name = from.relativize(folder);
          if (!name.toString().isEmpty()) {
            Files.createDirectory(to.resolve(name));
            copyAttributes(folder, to.resolve(name));
          }
          return name.getNameCount() != 1 || !EMPTY_FOLDERS.contains(name.toString());
        });
    copyFile(from.resolve(CONTROL), to.resolve(CONTROL));
  }

  private static boolean isLeftOut(Path name) {
    String file = name.getFileName().toString();
    return name.getNameCount() == 1 && LEFT_OUT.contains(file)
        || file.startsWith("pgsql_tmp")
        || file.startsWith("pg_internal.init");
  }

  /**
   * The part of the write-ahead log that the copy needs to become consistent.
   *
   * @param first name of a segment
   * @param last name of the segment that the backup ended in
   */
  static void log(Path from, Path to, String first, String last) throws IOException {
    Path folder = to.resolve(LOG);
    for (String name : new String[] {"archive_status", "summaries"}) {
      Path inner = Files.createDirectory(folder.resolve(name));
      copyAttributes(from.resolve(LOG), inner);
    }
    boolean complete = false;
    try (var files = Files.newDirectoryStream(from.resolve(LOG))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean needed =
            name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        if (needed || name.endsWith(".history")) {
          copyFile(file, folder.resolve(name));
          complete |= name.equals(last);
        }
      }
    }
    if (!complete || !Files.exists(folder.resolve(first))) {
      throw new IOException("the write-ahead log " + first + " to " + last + " is not complete");
    }
  }

  private interface OnFile {
    void see(Path file) throws IOException;
  }

  private interface OnFolder {
    boolean enter(Path folder) throws IOException;
  }

  private static void walk(Path root, OnFile onFile, OnFolder onFolder) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return onFolder.enter(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              onFile.see(file);
            } catch (NoSuchFileException gone) {
              // dropped meanwhile; the write-ahead log knows
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  /** With owner and permissions, and down to the disk. */
  private static void copyFile(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    try (var channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void copyAttributes(Path from, Path to) throws IOException {
    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    var owner = Files.getOwner(from);
    if (!owner.equals(Files.getOwner(to))) {
      Files.setOwner(to, owner);
    }
  }
}
