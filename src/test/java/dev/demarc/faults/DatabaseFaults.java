package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A database that is away, dead, full, or locked. */
final class DatabaseFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "database-stopped",
              "The database is stopped for 20 seconds under load and started again.",
              DatabaseFaults::stopped),
          new Scenario(
              "postmaster-killed",
              "The embedded database's server is killed (`kill -9`) twice under load; Demarc starts"
                  + " it again.",
              DatabaseFaults::postmasterKilled),
          new Scenario(
              "database-frozen",
              "Every process of the database is stopped (`SIGSTOP`) for 25 seconds under load: it"
                  + " takes connections and says nothing; clients hear 503 and not 500, health"
                  + " answers within two seconds.",
              DatabaseFaults::frozen),
          new Scenario(
              "embedded-database-frozen",
              "The same with the embedded database of a node.",
              DatabaseFaults::embeddedFrozen),
          new Scenario(
              "disk-full",
              "The disk of the embedded database is filled to the last byte for 20 seconds under"
                  + " load; intake refuses with 503 and 452, and goes on when there is room.",
              DatabaseFaults::diskFull),
          new Scenario(
              "tables-locked",
              "Another session holds `filing` locked for 20 seconds; clients hear 503 and not 500,"
                  + " and health answers within two seconds.",
              site -> locked(site, "filing")),
          new Scenario(
              "pool-exhausted",
              "Another session holds `report` locked for 20 seconds while 16 clients share a pool"
                  + " of eight connections; clients hear 503 and not 500, and health answers within"
                  + " two seconds.",
              site -> locked(site, "report", "-Dquarkus.datasource.jdbc.max-size=8")));

  private static final int SECONDS_LOCKED = 20;

  private DatabaseFaults() {}

  private static void stopped(Site site) throws Exception {
    site.node();
    site.load(6, 20);
    Wait.seconds(4);
    site.database().stop();
    Wait.seconds(20);
    site.database().startAgain();
    site.faultEnds();
  }

  private static void postmasterKilled(Site site) throws Exception {
    var node = site.embeddedNode(site.folder().resolve("node0"));
    site.load(6, 20);
    Wait.seconds(4);
    node.killDatabase();
    Wait.seconds(15);
    node.killDatabase();
    site.faultEnds();
  }

  private static void frozen(Site site) throws Exception {
    var node = site.node();
    site.load(6, 20);
    Wait.seconds(4);
    site.database().freeze();
    awaitHealth(site, node, 25);
    site.database().thaw();
    site.faultEnds();
  }

  private static void embeddedFrozen(Site site) throws Exception {
    var node = site.embeddedNode(site.folder().resolve("node0"));
    site.load(6, 20);
    Wait.seconds(4);
    node.freezeDatabase();
    awaitHealth(site, node, 25);
    node.thawDatabase();
    site.faultEnds();
  }

  private static void awaitHealth(Site site, Node node, int seconds) {
    int silent = 0;
    for (int i = 0; i < seconds; i++) {
      Wait.seconds(1);
      silent += node.ready() == -1 ? 1 : 0;
      silent += node.live() == -1 ? 1 : 0;
    }
    site.require(silent == 0, "health gave no answer in two seconds, " + silent + " times");
  }

  private static void diskFull(Site site) throws Exception {
    var disk = site.using(SmallDisk.mounted(site.folder().resolve("disk")));
    site.embeddedNode(disk.path().resolve("data"));
    site.load(6, 20);
    Wait.seconds(4);
    disk.fill();
    Wait.seconds(20);
    disk.makeRoom();
    site.faultEnds();
  }

  private static void locked(Site site, String table, String... options) throws Exception {
    var node = site.node(options);
    site.load(16, 30);
    Wait.seconds(3);
    try (var connection = site.database().connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table " + table + " in access exclusive mode");
      awaitHealth(site, node, SECONDS_LOCKED);
      connection.rollback();
    }
    site.faultEnds();
    long frames = node.stackTraceLines();
    site.require(frames < 200, "the log holds " + frames + " lines of stack traces");
  }

  /** A file system in memory that holds little. */
  private record SmallDisk(Path path) implements AutoCloseable {

    static SmallDisk mounted(Path path) throws IOException, InterruptedException {
      Files.createDirectories(path);
      if (!run("mount", "-t", "tmpfs", "-o", "size=640m,mode=0755", "tmpfs", path.toString())) {
        throw new Skipped("mounting a small disk takes root");
      }
      return new SmallDisk(path);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private Path filler() {
      return path.resolve("filler");
    }

    void fill() throws IOException {
      try (var out = Files.newOutputStream(filler())) {
        for (var part = new byte[4096]; ; ) {
          out.write(part);
        }
      } catch (IOException full) {
        // as it should be
      }
    }

    void makeRoom() throws IOException {
      Files.delete(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
      run("umount", "-l", path.toString());
    }
  }
}
