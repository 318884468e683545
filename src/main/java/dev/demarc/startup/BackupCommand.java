package dev.demarc.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code backup [--verify] <folder>}: what bin/backup runs. */
final class BackupCommand {

  static final String NAME = "backup";

  private BackupCommand() {}

  /**
   * @param words what follows the name
   * @param data the data folder to back up
   * @return the exit code of the process
   */
  static int run(List<String> words, Path data) {
    var rest = new ArrayList<>(words);
    boolean verify = rest.remove("--verify");
    if (rest.size() != 1 || rest.get(0).startsWith("-")) {
      System.err.println("Usage: bin/backup [--data DIR] [--verify] FOLDER");
      return 2;
    }
    var target = Path.of(rest.get(0));
    var backup = new Backup(data, target);
    try {
      backup.take();
      if (verify) {
        long reports = backup.verify(EmbeddedDatabase.binariesOf(data));
        System.out.println("The backup can be opened; it holds " + reports + " reports.");
      }
      System.out.println("Backed up " + data + " to " + target + ".");
      return 0;
    } catch (Backup.CannotBackUp e) {
      System.err.println("bin/backup: " + e.getMessage() + ".");
      return 1;
    }
  }
}
