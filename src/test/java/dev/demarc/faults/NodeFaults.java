package dev.demarc.faults;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Nodes that die, are stopped, or start together. */
final class NodeFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "node-killed",
              "A node with its embedded database is killed (`kill -9`) three times at random under"
                  + " load and started again; nothing that was acknowledged may be missing, and"
                  + " only a mail that the relay had taken when the node died may go twice.",
              true,
              NodeFaults::killed),
          new Scenario(
              "nodes-start-at-once",
              "Three nodes start at once on an empty database; all become ready and share the"
                  + " load.",
              NodeFaults::startingAtOnce),
          new Scenario(
              "backlog-of-two-nodes",
              "1,500 reports in one body are filed by two nodes; each once.",
              NodeFaults::backlog),
          new Scenario(
              "node-terminated",
              "A node gets SIGTERM under load: what is under way is finished, no new connection is"
                  + " served, readiness is not 200, and the process ends.",
              NodeFaults::terminated));

  private NodeFaults() {}

  private static void killed(Site site) throws Exception {
    var node = site.embeddedNode(site.folder().resolve("node0"));
    var random = new Random(7);
    site.load(6, 25);
    for (int i = 0; i < 3; i++) {
      Wait.seconds(3 + 4 * random.nextDouble());
      node.kill();
      node.launch().awaitReady();
    }
    site.faultEnds();
  }

  private static void startingAtOnce(Site site) throws Exception {
    for (int i = 0; i < 3; i++) {
      site.launch(site.database().proxy(), Map.of());
    }
    site.nodes().forEach(Node::awaitReady);
    site.load(6, 20);
    Wait.seconds(10);
    site.faultEnds();
  }

  private static void backlog(Site site) throws Exception {
    var first = site.node();
    site.node();
    site.load(2, 2).sendBacklog(first, 1_000_000, 1_500);
    site.faultEnds();
  }

  private static void terminated(Site site) throws Exception {
    var node = site.node();
    var load = site.load(8, 60);
    Wait.seconds(3);
    try (var talks = new TalksUnderWay(node)) {
      load.mark();
      node.terminate();
      Wait.millis(300);
      site.require(node.ready() != 200, "readiness is not 200 after SIGTERM");
      Wait.millis(700);
      site.require(!talks.newRequestIsTaken(), "no new HTTP connection is served after SIGTERM");
      site.require(!talks.newMailIsTaken(), "no new SMTP connection is served after SIGTERM");
      site.require(talks.requestIsFinished(), "a request that is under way is answered");
      site.require(talks.mailIsFinished(), "a mail that is under way is answered 250");
      site.require(talks.nextMailIsRefused(), "the next mail of that connection gets 421");
    }
    site.require(node.endsWithin(Duration.ofSeconds(30)), "the process ends within 30 s");
    int cut = load.count("cut under way") + load.count("smtp cut under way");
    site.require(cut == 0, cut + " requests under way were cut");
    site.require(stops(node), "its log says nothing of failures");
    node.launch().awaitReady();
    site.faultEnds();
  }

  private static boolean stops(Node node) throws Exception {
    return Files.readString(node.log()).lines().noneMatch(line -> line.contains(" ERROR "));
  }
}
