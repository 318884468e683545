package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;

/** What one scenario runs on: nodes, database, relay and load, all of which end with it. */
final class Site implements AutoCloseable {

  private static final String SECRETS_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final Path folder;
  private final Path binaries;
  private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private final ScriptedRelay relay;
  private Database database;
  private Load load;
  private long faultEnded;
  private boolean embedded;
  private boolean closed;
  private IntPredicate told = n -> true;

  /**
   * @param binaries where PostgreSQL is unpacked, for all scenarios
   */
  Site(Path folder, Path binaries) throws IOException {
    this.folder = folder;
    this.binaries = binaries;
    relay = using(new ScriptedRelay());
  }

  /**
   * @throws IllegalStateException where the site is closed, as it is when the run is interrupted
   */
  synchronized <T extends AutoCloseable> T using(T part) {
    if (closed) {
      throw new IllegalStateException("the run has ended");
    }
    parts.add(part);
    return part;
  }

  Path folder() {
    return folder;
  }

  ScriptedRelay relay() {
    return relay;
  }

  List<Node> nodes() {
    return nodes;
  }

  Load load() {
    return load;
  }

  /** That nodes share; started with the first call. */
  Database database() throws IOException {
    if (database == null) {
      database = using(new Database(folder.resolve("database"), binaries));
    }
    return database;
  }

  /** A node on the shared database that is ready. */
  Node node(String... options) throws IOException {
    return launch(database().proxy(), Map.of(), options).awaitReady();
  }

  Node launch(TcpProxy way, Map<String, String> environment, String... options) throws IOException {
    var all = new ArrayList<>(database().options(way));
    all.add("-Ddemarc.secrets.key=" + SECRETS_KEY);
    all.addAll(List.of(options));
    return start(folder.resolve("node" + nodes.size()), all, environment);
  }

  /** A node with a database of its own that is ready. */
  Node embeddedNode(Path data, String... options) throws IOException {
    embedded = true;
    Files.createDirectories(data);
    Files.createSymbolicLink(data.resolve(".postgres-binaries"), Files.createDirectories(binaries));
    return start(data, List.of(options), Map.of()).awaitReady();
  }

  private Node start(Path data, List<String> options, Map<String, String> environment)
      throws IOException {
    var all = new ArrayList<String>();
    all.add("-Ddemarc.relay.host=127.0.0.1");
    all.add("-Ddemarc.relay.port=" + relay.port());
    all.addAll(options);
    var whole = new HashMap<>(Settings.OF_EVERY_NODE);
    whole.putAll(environment);
    var node = using(new Node(data, all, whole));
    nodes.add(node);
    return node.launch();
  }

  /** Clients of all nodes, which go on until the fault has been over for some seconds. */
  Load load(int clients, double perSecond) {
    return load(clients, perSecond, false);
  }

  Load load(int clients, double perSecond, boolean withoutKeys) {
    load = new Load(nodes, clients, perSecond, withoutKeys).begin();
    return load;
  }

  /** From here on the time to recover counts. */
  void faultEnds() {
    faultEnded = System.nanoTime();
  }

  double sinceFault() {
    return (System.nanoTime() - faultEnded) / 1e9;
  }

  /** The row fails where this does not hold. */
  void require(boolean holds, String promise) {
    if (!holds) {
      broken.add(promise);
    }
  }

  void remark(String format, Object... values) {
    remarks.add(format.formatted(values));
  }

  /** Of the other reports no team is to hear. */
  void expectMailsAboutOnly(IntPredicate told) {
    this.told = told;
  }

  /** Whether teams were told of all that they should hear of. */
  boolean allTold() {
    var due = load.acknowledged().keySet().stream().filter(told::test).toList();
    return ledger().notified(Set.copyOf(due)) == due.size();
  }

  Ledger ledger() {
    return new Ledger(() -> embedded ? nodes.get(0).connect() : database.connect(), relay);
  }

  List<String> broken() {
    return broken;
  }

  List<String> remarks() {
    return remarks;
  }

  boolean allReady() {
    return nodes.stream().allMatch(node -> node.ready() == 200);
  }

  /** Where nodes do not recover, an operator starts them again. */
  void startNodesAgain() throws IOException, InterruptedException {
    for (var node : nodes) {
      node.kill();
    }
    for (var node : nodes) {
      node.launch();
    }
    Wait.until(Duration.ofSeconds(60), this::allReady);
  }

  /** The last part first; also called when the run is interrupted. */
  @Override
  public synchronized void close() {
    closed = true;
    var order = new ArrayList<>(parts);
    Collections.reverse(order);
    parts.clear();
    for (var part : order) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("could not be ended: " + e);
      }
    }
    try {
      delete(folder);
    } catch (IOException e) {
      System.err.println("could not be removed: " + e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return; // closed before
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
