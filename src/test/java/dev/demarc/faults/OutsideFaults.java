package dev.demarc.faults;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A store of raw reports, or a mailbox server, that is full, away or hangs. */
final class OutsideFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "store-away",
              "The S3 store answers 507 (full), then 503, then nothing, ten seconds each; what was"
                  + " acknowledged is in it.",
              OutsideFaults::storeAway),
          new Scenario(
              "mailbox-hangs",
              "A mailbox server says nothing, then falls silent in the middle of a mail; the API is"
                  + " not disturbed, and all its mails are filed once when it speaks again.",
              OutsideFaults::mailboxHangs));

  private static final int FIRST_OF_MAILBOX = 2_000_000;
  private static final int MAILS = 20;

  private OutsideFaults() {}

  private static void storeAway(Site site) throws Exception {
    var store = site.using(new ObjectStore());
    site.node(
        "-Ddemarc.blobs.store=s3",
        "-Ddemarc.blobs.s3.bucket=reports",
        "-Ddemarc.blobs.s3.path-style=true",
        "-Ddemarc.blobs.s3.access-key=a",
        "-Ddemarc.blobs.s3.secret-key=s",
        "-Ddemarc.blobs.s3.endpoint=" + store.endpoint());
    var load = site.load(6, 15);
    Wait.seconds(4);
    store.answers = 507;
    Wait.seconds(10);
    store.answers = 503;
    Wait.seconds(10);
    store.answers = ObjectStore.NOTHING;
    Wait.seconds(10);
    store.answers = ObjectStore.ALL_WELL;
    site.faultEnds();
    Wait.seconds(5);
    int missing = 0;
    for (var id : List.copyOf(load.acknowledged().values())) {
      missing += id.isEmpty() || store.holds(id) ? 0 : 1;
    }
    site.require(missing == 0, missing + " acknowledged reports are not in the store");
  }

  private static void mailboxHangs(Site site) throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    site.using(server::stop);
    var user = server.setUser("abuse@demarc.example", "abuse", "secret");
    for (int n = FIRST_OF_MAILBOX; n < FIRST_OF_MAILBOX + MAILS; n++) {
      user.deliver(message(n));
    }
    var way = site.using(new TcpProxy(server.getImap().getPort()));
    way.fallSilentAfter(0);
    var node = site.node();
    var load = site.load(4, 10);
    addMailbox(node, way.port());
    Wait.seconds(35);
    way.fallSilentAfter(1_500);
    Wait.seconds(20);
    way.fallSilentAfter(Long.MAX_VALUE);
    site.faultEnds();
    for (int n = FIRST_OF_MAILBOX; n < FIRST_OF_MAILBOX + MAILS; n++) {
      load.acknowledge(n, "");
    }
    int others = load.answers().size();
    site.require(others <= 3, "while the mailbox hung, clients heard only 2xx and 250");
  }

  private static MimeMessage message(int n) throws Exception {
    var bytes = Load.mail(n).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new MimeMessage((Session) null, new ByteArrayInputStream(bytes));
  }

  private static void addMailbox(Node node, int port) throws Exception {
    var body =
        "{\"name\":\"Hangs\",\"host\":\"127.0.0.1\",\"port\":%d,\"security\":\"NONE\",\"username\":\"abuse\",\"password\":\"secret\",\"pollSeconds\":5}"
            .formatted(port);
    var request =
        node.request("/api/v1/mailboxes")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("the mailbox was not added: " + answer.body());
    }
  }
}
