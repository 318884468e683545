package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one scenario and counts. */
final class Trial {

  private static final Duration LAST_REPORTS_WITHIN = Duration.ofSeconds(30);
  private static final double SECONDS_OF_LOAD_AFTERWARDS = 3;

  private final Scenario scenario;
  private final Path binaries;
  private final Duration patience;
  private final Path logs;
  private Site site;
  private boolean stopped;

  /**
   * @param patience from the end of the fault until a scenario counts as not recovered
   * @param logs where the nodes' logs of a scenario that failed go; null to drop them
   */
  Trial(Scenario scenario, Path binaries, Duration patience, Path logs) {
    this.scenario = scenario;
    this.binaries = binaries;
    this.patience = patience;
    this.logs = logs;
  }

  Row run() {
    try {
      prepare();
      scenario.fault().happen(site);
      var row = count();
      keepLogs(row.isRight());
      return row;
    } catch (Skipped why) {
      return Row.skipped(scenario, why.getMessage());
    } catch (Exception | AssertionError failure) {
      keepLogs(false);
      var counts = new Ledger.Counts(0, 0, 0, 0, 0, 0, 0);
      return new Row(scenario, counts, false, 0, List.of("" + failure), site.remarks());
    } finally {
      stop();
    }
  }

  private synchronized void prepare() throws IOException {
    if (stopped) {
      throw new Skipped("the run has ended");
    }
    site = new Site(Files.createTempDirectory("demarc-faults"), binaries);
  }

  /** Also before it has begun: then it will not. */
  synchronized void stop() {
    stopped = true;
    if (site != null) {
      site.close();
    }
  }

  private Row count() throws Exception {
    Wait.seconds(SECONDS_OF_LOAD_AFTERWARDS);
    int before = site.load().acknowledged().size();
    boolean taken =
        Wait.until(left(), () -> site.allReady() && site.load().acknowledged().size() > before);
    site.load().end(LAST_REPORTS_WITHIN);
    var acknowledged = site.load().acknowledged();
    boolean filed =
        Wait.until(left(), () -> site.ledger().filed(acknowledged.keySet()) == acknowledged.size());
    boolean recovered = taken && filed && site.allReady();
    double seconds = site.sinceFault();
    if (!recovered) {
      explain(taken, filed);
    }
    return row(acknowledged, recovered, seconds);
  }

  private Duration left() {
    return patience.minusMillis((long) (site.sinceFault() * 1000));
  }

  private void explain(boolean taken, boolean filed) {
    var why = new ArrayList<String>();
    if (!taken) {
      why.add("no new report was taken");
    }
    if (!filed) {
      why.add("not all was filed");
    }
    site.nodes().forEach(n -> why.add("ready " + n.ready() + ", live " + n.live()));
    site.remark("%s", String.join(", ", why));
  }

  private Row row(Map<Integer, String> acknowledged, boolean recovered, double seconds)
      throws Exception {
    var ledger = site.ledger();
    if (!recovered) {
      try (var reachable = ledger.connect()) {
        reachable.isValid(2);
      } catch (Exception away) {
        site.startNodesAgain();
        Wait.until(
            patience, () -> site.ledger().filed(acknowledged.keySet()) == acknowledged.size());
        site.remark("counted after a start by hand");
      }
    }
    Wait.until(patience, site::allTold);
    var counts = ledger.count(acknowledged);
    if (counts.waiting() > 0) {
      site.remark("%d wait for their job or a person", counts.waiting());
    }
    int blamed = site.load().count("500");
    site.require(blamed == 0, blamed + " answers were 500");
    site.remark("answers %s", site.load().answers());
    return new Row(scenario, counts, recovered, seconds, site.broken(), site.remarks());
  }

  private void keepLogs(boolean right) {
    if (logs == null || right || site == null) {
      return;
    }
    for (int i = 0; i < site.nodes().size(); i++) {
      try {
        Files.createDirectories(logs);
        Files.copy(
            site.nodes().get(i).log(),
            logs.resolve(scenario.name() + "-" + i + ".txt"),
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        System.err.println("the log was not kept: " + e);
      }
    }
  }
}
