package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs Demarc as processes, does them harm, and counts what became of every report that was
 * acknowledged. {@code bench/faults [--patience seconds] [--lanes n] [--logs folder] [scenario
 * ...]}; all scenarios write their table into {@code docs/reliability.md}.
 */
final class FaultsRun {

  private static final Path PAGE = Path.of("docs/reliability.md");

  private final Map<String, String> options = new TreeMap<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private final Map<Integer, Row> rows = new ConcurrentHashMap<>();
  private final Path binaries;
  private volatile boolean stopping;

  private FaultsRun(String... args) throws IOException {
    binaries = Files.createTempDirectory("demarc-faults-postgres");
    var all = all();
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--")) {
        options.put(args[i], ++i < args.length ? args[i] : "");
      } else {
        scenarios.add(named(args[i], all));
      }
    }
    if (scenarios.isEmpty()) {
      scenarios.addAll(all);
      options.put("--write", "");
    }
  }

  private static Scenario named(String name, List<Scenario> all) {
    return all.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scenario "
                        + name
                        + "; there are "
                        + all.stream().map(Scenario::name).toList()));
  }

  private static List<Scenario> all() {
    var all = new ArrayList<Scenario>();
    all.addAll(NodeFaults.ALL);
    all.addAll(ConnectionFaults.ALL);
    all.addAll(DatabaseFaults.ALL);
    all.addAll(RelayFaults.ALL);
    all.addAll(OutsideFaults.ALL);
    all.addAll(ClockFaults.ALL);
    return all;
  }

  public static void main(String[] args) throws Exception {
    var run = new FaultsRun(args);
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
    System.exit(run.run() ? 0 : 1);
  }

  private boolean run() throws InterruptedException, IOException {
    var patience = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--patience", "90")));
    var logs = options.containsKey("--logs") ? Path.of(options.get("--logs")) : null;
    var lanes =
        Executors.newFixedThreadPool(Integer.parseInt(options.getOrDefault("--lanes", "2")));
    long start = System.nanoTime();
    for (int i = 0; i < scenarios.size(); i++) {
      int place = i;
      var trial = new Trial(scenarios.get(i), binaries, patience, logs);
      trials.add(trial);
      lanes.execute(
          () -> {
            var row = trial.run();
            rows.put(place, row);
            System.out.println((row.isRight() ? "right " : "WRONG ") + row.line());
          });
    }
    lanes.shutdown();
    lanes.awaitTermination(4, TimeUnit.HOURS);
    var table = table();
    System.out.printf("%n%s%n%d s%n", table, (System.nanoTime() - start) / 1_000_000_000);
    if (options.containsKey("--write") && !stopping) {
      new ReliabilityPage(PAGE).write(table, scenarios);
    }
    return rows.values().stream().allMatch(Row::isRight);
  }

  private String table() {
    var table = new StringBuilder(Row.HEADER);
    new TreeMap<>(rows).values().forEach(row -> table.append(row.line()).append('\n'));
    return table.toString();
  }

  /** Also where it is interrupted: no process and no folder stays. */
  private void stop() {
    stopping = true;
    trials.forEach(Trial::stop);
    try (var files = Files.walk(binaries)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("could not be removed: " + e);
    }
  }
}
