package dev.demarc.desk;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Smtp;
import dev.demarc.clocks.LaterClocks;
import dev.demarc.intake.smtp.SmtpListener;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** What senders and people do to a desk from outside, and what can be seen of it there. */
@ApplicationScoped
public class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject SmtpListener smtp;
  @Inject LaterClocks clocks;
  @Inject DataSource database;

  /**
   * @param caseKey null for one that was set aside
   * @param setAside why it is in no case
   */
  public record Filed(String file, String id, String caseKey, boolean joined, String setAside) {}

  public Filed posts(Sample sample) {
    var answer =
        client().contentType(sample.contentType()).body(sample.body()).post("/api/v1/reports");
    assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 202);
    // rows of a table are several reports
    String id = answer.path(answer.statusCode() == 201 ? "id" : "ids[0]");
    return filed(sample.file(), id);
  }

  /** Hands a mail over, and comes back for what became of it by {@link #filed(Sent)}. */
  public Sent mails(String from, Sample sample) {
    var id = UUID.randomUUID() + "@sender.example";
    try {
      assertThat(Smtp.send(smtp.port(), from, "abuse@demarc.example", sample.mail(id)))
          .isEqualTo(250);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sent(sample.file(), id);
  }

  public record Sent(String file, String messageId) {}

  public Filed filed(Sent mail) {
    return filed(
        mail.file(), await().atMost(PATIENCE).until(() -> reportOf(mail), id -> id != null));
  }

  private static Filed filed(String file, String id) {
    var report =
        await()
            .atMost(PATIENCE)
            .until(
                () -> client().get("/api/v1/reports/" + id).jsonPath(),
                r -> r.getString("status").equals("FILED"));
    return new Filed(
        file,
        id,
        report.getString("caseKey"),
        report.getBoolean("joinedExistingCase"),
        report.getString("setAside"));
  }

  private String reportOf(Sent mail) {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select id from report where message_id = ?")) {
      query.setString(1, mail.messageId());
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the clock to resolve the case's work ring as so long after its end. */
  public void isOverdueBy(Duration after, String key) {
    clocks.ring(key, after);
  }

  ValidatableResponse post(String key, String what, Map<String, ?> body) {
    return json().body(body).post("/api/v1/cases/" + key + "/" + what).then();
  }

  /**
   * @return the part as it is now, within its case
   */
  ValidatableResponse change(String key, Map<String, ?> part) {
    String side = read(key).getString("workItems.find { it.status != 'withdrawn' }.side");
    return json()
        .body(part)
        .patch("/api/v1/cases/" + key + "/work-items/" + side)
        .then()
        .statusCode(200);
  }

  void close(String key, String outcome) {
    close(key, Map.of("outcome", outcome));
  }

  void close(String key, Map<String, ?> closure) {
    post(key, "closure", closure).statusCode(201);
  }

  void takeBackTheLast(String key) {
    String change = read(key).getString("undoable[0].id");
    client().delete("/api/v1/cases/" + key + "/changes/" + change).then().statusCode(200);
  }

  public JsonPath read(String key) {
    return client().get("/api/v1/cases/" + key).then().statusCode(200).extract().jsonPath();
  }

  List<String> timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.summary", String.class);
  }

  List<String> kinds(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.kind", String.class);
  }

  List<String> found(String filter) {
    return client().queryParam("q", filter).get("/api/v1/cases").jsonPath().getList("items.key");
  }

  /**
   * Each mail about these cases as kind and recipient, sorted, once none is under way any more.
   *
   * @param keys by the names that a story gives the cases
   */
  Map<String, List<String>> mailsAbout(Map<String, String> keys) {
    var mails =
        await()
            .atMost(PATIENCE)
            .until(
                this::outbox, all -> all.stream().noneMatch(m -> isAboutAny(m, keys, "pending")));
    var about = new TreeMap<String, List<String>>();
    keys.forEach(
        (name, key) ->
            about.put(
                name,
                mails.stream()
                    .filter(mail -> ("" + mail.get("subject")).contains("[" + key + "]"))
                    .map(Desk::inWords)
                    .sorted()
                    .toList()));
    return about;
  }

  private List<Map<String, Object>> outbox() {
    return client().get("/api/v1/outbox?limit=200").path("items");
  }

  private static boolean isAboutAny(
      Map<String, Object> mail, Map<String, String> keys, String status) {
    var subject = "" + mail.get("subject");
    return mail.get("status").equals(status)
        && keys.values().stream().anyMatch(key -> subject.contains("[" + key + "]"));
  }

  private static String inWords(Map<String, Object> mail) {
    var sent = mail.get("status").equals("sent");
    return mail.get("kind")
        + " to "
        + mail.get("recipient")
        + (sent ? "" : " " + mail.get("status"));
  }
}
