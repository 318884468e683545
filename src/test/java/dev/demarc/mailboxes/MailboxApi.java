package dev.demarc.mailboxes;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** Sets mailboxes up as an outside client does, and writes the mails for them. */
final class MailboxApi {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private MailboxApi() {}

  static String add(Map<String, ?> settings) {
    var body = new HashMap<String, Object>(Map.of("name", "Mailbox " + UUID.randomUUID()));
    body.putAll(settings);
    return json().body(body).post("/api/v1/mailboxes").then().statusCode(201).extract().path("id");
  }

  static void change(String id, Map<String, ?> settings) {
    json().body(settings).patch("/api/v1/mailboxes/" + id).then().statusCode(200);
  }

  static <T> T state(String id, String member) {
    return client().get("/api/v1/mailboxes/" + id).then().extract().path("state." + member);
  }

  /** A test server's own complaints about a connection that broke are no failure. */
  static ConditionFactory patient() {
    return await().atMost(PATIENCE).dontCatchUncaughtExceptions();
  }

  static void awaitStatus(String id, String status) {
    patient().until(() -> status.equals(state(id, "status")));
  }

  static void awaitTaken(String id, int mails) {
    patient().until(() -> state(id, "taken").equals(mails));
  }

  static String awaitCase(String title) {
    return patient().until(() -> cases(title), keys -> !keys.isEmpty()).get(0);
  }

  static List<String> cases(String title) {
    return client().queryParam("q", "\"" + title + "\"").get("/api/v1/cases").path("items.key");
  }

  static byte[] mail(String title, String text) {
    return """
    From: NOC <noc@x.example>
    To: abuse@demarc.example
    Subject: %s
    Message-ID: <%s@x.example>
    Date: Fri, 20 Nov 2026 10:00:00 +0000
    Content-Type: text/plain; charset=utf-8

    %s
    """
        .formatted(title, UUID.randomUUID(), text)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
