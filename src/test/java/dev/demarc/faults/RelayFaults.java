package dev.demarc.faults;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A mail relay that is slow, silent, refuses, or breaks off. */
final class RelayFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "relay-slow",
              "The relay takes 10 seconds for each answer, for 75 seconds, with reports coming in"
                  + " by mail and API; they are filed meanwhile, and no mail goes twice.",
              site -> unwell(site, 75, () -> site.relay().slowMillis = 10_000)),
          new Scenario(
              "relay-hangs",
              "The relay accepts connections and says nothing for 50 seconds; reports are filed"
                  + " meanwhile, and every mail goes once when it speaks again.",
              site -> unwell(site, 50, () -> site.relay().hangs = true)),
          new Scenario(
              "relay-refuses",
              "For 20 seconds the relay allows one connection (421), offers STARTTLS and answers it"
                  + " 454, refuses some mails once (451) and some for good (550); the last are"
                  + " tried once, all others go once.",
              RelayFaults::refuses),
          new Scenario(
              "relay-breaks-before-its-answer",
              "The relay takes 20 mails and closes the connection before it says so; these, and"
                  + " only these, may go twice, with the same Message-ID.",
              true,
              RelayFaults::breaks),
          new Scenario(
              "relay-slow-and-database-restarted",
              "The relay takes 10 seconds for each answer while the database is stopped for 10"
                  + " seconds.",
              RelayFaults::slowWithRestart));

  private RelayFaults() {}

  private static void unwell(Site site, int seconds, Runnable fault) throws Exception {
    site.node();
    fault.run();
    var load = site.load(4, 4);
    Wait.seconds(seconds - 15);
    var soFar = Set.copyOf(load.acknowledged().keySet());
    Wait.seconds(15);
    int filed = site.ledger().filed(soFar);
    site.require(
        filed == soFar.size(),
        "%d of %d were filed while the relay was unwell".formatted(filed, soFar.size()));
    site.relay().becomeWell();
    site.faultEnds();
  }

  private static void refuses(Site site) throws Exception {
    var relay = site.relay();
    var tried = ConcurrentHashMap.<String>newKeySet();
    var triedAgain = ConcurrentHashMap.<String>newKeySet();
    relay.mostConnections = 1;
    relay.offersBrokenTls = true;
    relay.verdict =
        mail -> {
          int n = number(mail);
          boolean first = tried.add(mail.messageId());
          if (n % 20 == 7) {
            triedAgain.addAll(first ? List.of() : List.of(mail.messageId()));
            return "550 5.7.1 not wanted";
          }
          return first && n % 20 == 8 ? "451 4.3.0 later" : null;
        };
    var forGood = relay.verdict;
    site.expectMailsAboutOnly(n -> n % 20 != 7);
    site.node("-Ddemarc.relay.start-tls=OPTIONAL");
    site.load(4, 4);
    Wait.seconds(20);
    relay.becomeWell();
    relay.verdict = forGood;
    site.faultEnds();
    Wait.seconds(15);
    site.require(triedAgain.isEmpty(), triedAgain.size() + " mails were tried again after a 550");
  }

  private static int number(ScriptedRelay.Taken mail) {
    return Integer.parseInt(mail.text().replaceAll("(?s).*?faultsrun(\\d{8}).*", "$1"));
  }

  private static void breaks(Site site) throws Exception {
    site.node();
    site.relay().breaks.set(20);
    site.load(4, 6);
    Wait.seconds(12);
    site.faultEnds();
  }

  private static void slowWithRestart(Site site) throws Exception {
    site.node();
    site.relay().slowMillis = 10_000;
    site.load(4, 4);
    Wait.seconds(10);
    site.database().stop();
    Wait.seconds(10);
    site.database().startAgain();
    Wait.seconds(30);
    site.relay().becomeWell();
    site.faultEnds();
  }
}
