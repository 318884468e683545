package dev.demarc.console.cases;

import static dev.demarc.Api.client;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk's own files that go out with replies, by the console and by the API. */
@DemarcTest
class RepliesWithFilesTest {

  private static final byte[] FLOWS = "ä;1\r\n.\r\n".getBytes(StandardCharsets.UTF_8);

  private final String reader = "reader-" + UUID.randomUUID() + "@x.example";
  private String key;

  @BeforeEach
  void a_case_with_a_participant() {
    key = Api.newCase();
    Api.json().body(Map.of("address", reader)).post("/api/v1/cases/" + key + "/participants");
  }

  private Response reply(Object attachments) {
    return Api.json()
        .body(
            Map.of(
                "body", "The flows are attached.",
                "visibility", "reporter",
                "attachments", attachments))
        .post("/api/v1/cases/" + key + "/notes");
  }

  private static Map<String, String> file(String name, byte[] content) {
    return Map.of(
        "fileName",
        name,
        "contentType",
        "text/csv",
        "content",
        Base64.getEncoder().encodeToString(content));
  }

  @Test
  void a_file_is_kept_with_the_draft_and_goes_out_with_the_reply() throws Exception {
    var console = ConsoleSession.ofAdministrator();
    console
        .filesForm()
        .multiPart("file", "../flows.csv", FLOWS, "text/csv")
        .multiPart("file", "wrong.txt", "x".getBytes(StandardCharsets.UTF_8), "text/plain")
        .post("/cases/" + key + "/reply-files")
        .then()
        .statusCode(200)
        .body(containsString("flows[.]csv"))
        .body(not(containsString("../")));
    var page = console.page("/cases/" + key).asString();
    assertThat(page).contains("flows[.]csv").contains("wrong[.]txt");
    var wrong = page.replaceFirst("(?s).*wrong\\[.]txt.*?name=\"id\" value=\"([^\"]*)\".*", "$1");
    console.form().formParam("id", wrong).post("/cases/" + key + "/reply-files/removal");

    console
        .form()
        .formParam("body", "The flows are attached.")
        .formParam("recipient", reader)
        .formParam("visibility", "reporter")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(303);

    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", hasItem("wrote to " + reader + ", with flows.csv"));
    var sent = client().get("/api/v1/cases/" + key + "/reply-files");
    sent.then().body("items.name", is(List.of("flows.csv"))).body("items[0].size", is(9));
    client()
        .get("/api/v1/cases/" + key + "/reply-files/" + sent.path("items[0].id"))
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("application/octet-stream"));
    assertThat(console.page("/cases/" + key).asString())
        .contains("/reply-files/" + sent.path("items[0].id"));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !MailRelayResource.mailsTo(reader).isEmpty());
    var mail = (MimeMultipart) MailRelayResource.mailsTo(reader).get(0).getContent();
    assertThat(mail.getCount()).isEqualTo(2);
    assertThat(mail.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
    assertThat(mail.getBodyPart(1).getContentType()).startsWith("text/csv");
    assertThat(mail.getBodyPart(1).getFileName()).isEqualTo("flows.csv");
    assertThat(mail.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(FLOWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message/rfc822",
        "multipart/mixed",
        "Multipart/Report",
        "message/delivery-status"
      })
  void a_mail_that_is_attached_goes_out_as_a_file_and_not_as_a_part_of_ours(String type)
      throws Exception {
    var mail = "From: a@b.example\nSubject: x\n\ny".getBytes(StandardCharsets.UTF_8);
    var attached = new HashMap<>(file("reported.eml", mail));
    attached.put("contentType", type);
    assertThat(reply(List.of(attached)).statusCode()).isEqualTo(201);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !MailRelayResource.mailsTo(reader).isEmpty());
    var sent = (MimeMultipart) MailRelayResource.mailsTo(reader).get(0).getContent();
    assertThat(sent.getBodyPart(1).getContentType()).startsWith("application/octet-stream");
    assertThat(sent.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(mail);
  }

  @Test
  void a_case_goes_out_as_xarf_that_the_next_desk_reads() throws Exception {
    Api.json()
        .body(
            Map.of(
                "body", "Please stop what xarf.json names.",
                "visibility", "reporter",
                "xarf", true))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);

    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", hasItem("wrote to " + reader + ", with xarf.json"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !MailRelayResource.mailsTo(reader).isEmpty());
    var mail = MailRelayResource.mailsTo(reader).get(0);
    var file = ((MimeMultipart) mail.getContent()).getBodyPart(1);
    assertThat(file.getContentType()).startsWith("application/json");
    assertThat(file.getFileName()).isEqualTo("xarf.json");
    var exported =
        client().queryParam("q", "case:" + key).get("/api/v1/cases/export?format=xarf").asString();
    var sent = new JsonPath(file.getInputStream());
    assertThat(sent.getString("report_id")).isEqualTo(new JsonPath(exported).get("report_id"));

    var bytes = new ByteArrayOutputStream();
    mail.writeTo(bytes);
    client()
        .contentType("message/rfc822")
        .body(bytes.toByteArray())
        .post("/api/v1/assessments")
        .then()
        .statusCode(200)
        .body("category", is(client().get("/api/v1/cases/" + key).<String>path("category")));
  }

  @Test
  void no_xarf_goes_with_a_note_for_ourselves_or_where_a_label_forbids_to_pass_it_on() {
    Api.json()
        .body(Map.of("body", "internal", "xarf", true))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("xarf"));
    Api.json()
        .body(Map.of("tlp", "TLP:AMBER", "reason", "as agreed"))
        .put("/api/v1/cases/" + key + "/tlp")
        .then()
        .statusCode(200);
    Api.json()
        .body(Map.of("body", "as data", "visibility", "reporter", "xarf", true))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(422)
        .body("detail", containsString("TLP:AMBER"));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.kind", not(hasItem("note")));
  }

  @Test
  void the_api_takes_files_in_base64() {
    reply(List.of(file("a.csv", FLOWS), file("b.csv", FLOWS))).then().statusCode(201);

    client()
        .get("/api/v1/cases/" + key + "/reply-files")
        .then()
        .body("items.contentType", everyItem(is("text/csv")))
        .body("items.size()", is(2));
  }

  @Test
  void what_is_too_much_or_no_file_is_refused_and_nothing_is_sent() {
    reply(Collections.nCopies(11, file("a.csv", FLOWS)))
        .then()
        .statusCode(422)
        .body("detail", containsString("10 files"));
    reply(List.of(file("big.bin", new byte[(7 << 20) + 1])))
        .then()
        .statusCode(422)
        .body("detail", containsString("7 MiB"));
    reply(List.of(Map.of("fileName", "a", "content", "%%"))).then().statusCode(422);
    Api.json()
        .body(Map.of("body", "internal", "attachments", List.of(file("a.csv", FLOWS))))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(422);

    client().get("/api/v1/cases/" + key + "/reply-files").then().body("items.size()", is(0));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.kind", not(hasItem("note")));
  }
}
