package dev.demarc.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Connections to the database that end, or die without a word. */
final class ConnectionFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "sessions-killed",
              "Every session of a node is ended with `pg_terminate_backend` every two seconds, for"
                  + " 16 seconds under load.",
              ConnectionFaults::killed),
          new Scenario(
              "connections-swallowed",
              "Of two nodes that file, the connections of one are swallowed without a FIN while new"
                  + " ones pass; both go on, and the one that was hit files alone when the other is"
                  + " killed.",
              ConnectionFaults::swallowed),
          new Scenario(
              "cut-at-commit",
              "Under load the answers of the database are swallowed and the connections cut, ten"
                  + " times, then its server is killed and started; clients that do what the answer"
                  + " says (some have no Idempotency-Key) double nothing.",
              ConnectionFaults::cutAtCommit));

  private ConnectionFaults() {}

  private static void killed(Site site) throws Exception {
    site.node();
    site.load(6, 20);
    for (int i = 0; i < 8; i++) {
      Wait.seconds(2);
      site.database()
          .execute(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where usename = current_user and pid <> pg_backend_pid()");
    }
    site.faultEnds();
  }

  private static void swallowed(Site site) throws Exception {
    var way = site.using(site.database().anotherProxy());
    var hit = site.launch(way, Map.of());
    var other = site.launch(site.database().proxy(), Map.of());
    site.nodes().forEach(Node::awaitReady);
    var load = site.load(6, 20);
    Wait.seconds(3);
    load.sendBacklog(other, 1_000_000, 300);
    Wait.millis(700);
    way.swallowConnections();
    site.faultEnds();
    site.require(
        Wait.until(Duration.ofSeconds(45), () -> hit.ready() == 200),
        "the node that was hit is ready again within 45 s");
    var soFar = Set.copyOf(load.acknowledged().keySet());
    site.require(
        Wait.until(Duration.ofSeconds(60), () -> site.ledger().filed(soFar) == soFar.size()),
        "what was taken until then is filed within 60 s");
    site.remark("both file again after %.0f s; then the other is killed", site.sinceFault());
    other.kill();
    int before = load.acknowledged().size();
    site.require(
        Wait.until(
            Duration.ofSeconds(40),
            () ->
                load.acknowledged().size() > before + 50
                    && filesOn(site, load.acknowledged().keySet())),
        "the node that was hit files alone");
    other.launch().awaitReady();
    site.faultEnds();
  }

  /** Whether all but the newest of these are filed. */
  private static boolean filesOn(Site site, Set<Integer> acknowledged) throws Exception {
    return site.ledger().filed(acknowledged) > acknowledged.size() - 10;
  }

  private static void cutAtCommit(Site site) throws Exception {
    site.node();
    site.load(16, 50, true);
    for (int i = 0; i < 10; i++) {
      Wait.millis(900);
      site.database().proxy().cutBeforeAnswers();
    }
    Wait.seconds(1);
    site.database().kill();
    Wait.seconds(2);
    site.database().startAgain();
    site.faultEnds();
  }
}
