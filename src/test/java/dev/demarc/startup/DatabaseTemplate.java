package dev.demarc.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A database that is made once and copied for each test: to make one takes seconds. */
record DatabaseTemplate(Path folder) {

  static DatabaseTemplate in(Path folder, Path binaries) {
    EmbeddedDatabase.start(folder, binaries, Map.of()).close();
    return new DatabaseTemplate(folder);
  }

  void copyTo(Path dataDir) throws IOException, InterruptedException {
    new ProcessBuilder("cp", "-a", folder.resolve("postgres").toString(), dataDir.toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
