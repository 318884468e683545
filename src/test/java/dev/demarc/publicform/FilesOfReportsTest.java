package dev.demarc.publicform;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Actor;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that strangers send with a report, or add to it. */
@DemarcTest
class FilesOfReportsTest {

  @Inject PublicFormSettings settings;

  @BeforeEach
  void switchOn() {
    settings.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    settings.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  /** As browsers send a form: whole, in UTF-8, and with its length. */
  private static final class Upload {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Upload field(String name, String value) {
      part("name=\"" + name + "\"\r\n", bytes(value));
      return this;
    }

    Upload file(String name, byte[] content, String type) {
      part("name=\"files\"; filename=\"" + name + "\"\r\nContent-Type: " + type + "\r\n", content);
      return this;
    }

    private void part(String head, byte[] content) {
      body.writeBytes(bytes("--edge\r\nContent-Disposition: form-data; " + head + "\r\n"));
      body.writeBytes(content);
      body.writeBytes(bytes("\r\n"));
    }

    Response post(String path) {
      body.writeBytes(bytes("--edge--\r\n"));
      return given()
          .redirects()
          .follow(false)
          .config(
              RestAssured.config()
                  .encoderConfig(
                      EncoderConfig.encoderConfig()
                          .encodeContentTypeAs("multipart/form-data", ContentType.BINARY)))
          .header("Content-Type", "multipart/form-data; boundary=edge")
          .body(body.toByteArray())
          .post(path);
    }
  }

  private static Upload form(String about) {
    return new Upload()
        .field("kind", "attack")
        .field("about", about)
        .field("seen", "412 queries a minute from there, “as the log says”.")
        .field("confirmed", "yes");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PublicReporter sent(String about, Upload form) {
    var location = form.post("/report-abuse").then().statusCode(303).extract().header("Location");
    return new PublicReporter(about, PublicReporter.path(location));
  }

  @Test
  void they_are_evidence_of_the_report_are_read_and_are_handed_out_to_be_saved() {
    var address = Api.freshAddress();
    var other = Api.freshAddress();
    var reporter =
        sent(
            address,
            form(address)
                .file(
                    "café %22log%22.log",
                    bytes("08:58 denied from " + other + "\n"), "application/octet-stream")
                .file("empty.txt", new byte[0], "text/plain")
                .file("shot.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "image/png"));
    assertThat(reporter.shown()).contains("with 2 files");
    var report = onlyReport(reporter.caseKey());
    List<String> names = report.jsonPath().getList("attachments.fileName");
    assertThat(names).hasSize(2).anyMatch(name -> name.startsWith("café")).contains("shot.png");
    assertThat(report.asString()).contains(other);
    Api.client()
        .get("/api/v1/reports/" + report.path("id") + "/attachments/1")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("attachment; filename=\"shot.png.evidence"))
        .header("Content-Type", "application/octet-stream");
  }

  private static Response onlyReport(String key) {
    List<String> ids = Api.client().get("/api/v1/cases/" + key + "/reports").path("items.id");
    assertThat(ids).hasSize(1);
    return Api.client().get("/api/v1/reports/" + ids.get(0));
  }

  @Test
  void parts_that_the_form_has_not_are_nothing() {
    var address = Api.freshAddress();
    var reporter =
        sent(
            address,
            form(address)
                .field("severity", "critical")
                .field("tlp", "RED")
                .field("externalId", "theirs")
                .file(
                    "a.txt",
                    bytes(
                        "--x\r\nContent-Disposition: form-data; name=\"severity\"\r\n\r\n"
                            + "critical\r\n--x--\r\n"),
                    "text/plain"));
    var report = onlyReport(reporter.caseKey());
    assertThat((Object) Api.getCase(reporter.caseKey()).path("tlp")).isNull();
    assertThat((String) report.path("externalId")).isNotEqualTo("theirs");
    assertThat((String) Api.getCase(reporter.caseKey()).path("severity")).isNotEqualTo("critical");
  }

  @Test
  void the_same_form_sent_again_is_the_same_report_and_with_other_words_another() {
    var address = Api.freshAddress();
    var once = UUID.randomUUID().toString();
    var first = number(sent(address, again(address, once, "one")));
    assertThat(number(sent(address, again(address, once, "one")))).isEqualTo(first);
    again(address, once, "other")
        .post("/report-abuse")
        .then()
        .statusCode(409)
        .body(containsString("Send it again, and it is another"), containsString(address))
        .body(not(containsString(once)));
  }

  private static Upload again(String address, String once, String content) {
    return form(address).field("once", once).file("a.txt", bytes(content), "text/plain");
  }

  private static String number(PublicReporter reporter) {
    return given()
        .get(reporter.page())
        .htmlPath()
        .getString("**.find { it.@class == 'mono number' }.text()");
  }

  @Test
  void too_many_and_too_large_ones_are_refused_and_the_words_stay() {
    var many = form("203.0.113.9");
    for (int i = 0; i < 11; i++) {
      many.file(i + ".txt", bytes("x"), "text/plain");
    }
    many.post("/report-abuse")
        .then()
        .statusCode(422)
        .body(containsString("At most 10 files"), containsString("412 queries a minute"));
    form("203.0.113.9")
        .file("a.bin", new byte[25_000_001], "application/octet-stream")
        .post("/report-abuse")
        .then()
        .statusCode(422)
        .body(containsString("more than 25 MB"), containsString("412 queries a minute"));
  }

  @Test
  void a_setting_switches_them_off() {
    settings.change(true, "Example Corp abuse desk", false, Actor.ENGINE);
    given().get("/report-abuse").then().body(not(containsString("type=\"file\"")));
    form("203.0.113.9")
        .file("a.txt", bytes("x"), "text/plain")
        .post("/report-abuse")
        .then()
        .statusCode(422)
        .body(containsString("No files are taken"), containsString("412 queries a minute"));
    var reporter = PublicReporter.reports(Api.freshAddress());
    reporter.caseKey();
    assertThat(reporter.shown()).doesNotContain("type=\"file\"");
    add(reporter, UUID.randomUUID().toString(), "x").then().statusCode(422);
  }

  private static Response add(PublicReporter reporter, String once, String content) {
    return new Upload()
        .field("once", once)
        .file("capture.txt", bytes(content), "text/plain")
        .post(reporter.page() + "/files");
  }

  @Test
  void what_is_added_later_is_evidence_of_the_same_case_once() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    var key = reporter.caseKey();
    var once = UUID.randomUUID().toString();
    var other = Api.freshAddress();
    add(reporter, once, "denied from " + other).then().statusCode(303);
    add(reporter, once, "denied from " + other).then().statusCode(303);
    assertThat(reporter.shown()).containsOnlyOnce("capture.txt");
    var reports =
        await().atMost(Duration.ofSeconds(30)).until(() -> reportsOf(key), ids -> ids.size() == 2);
    assertThat(Api.client().get("/api/v1/reports/" + reports.get(0)).asString())
        .contains("capture.txt");
    List<String> because =
        Api.client().get("/api/v1/cases/" + key + "/reports").path("items.joinedBecause");
    assertThat(because).contains("it adds to another report of this case");
    var told = Api.client().get("/api/v1/cases/" + key + "/timeline?limit=200").jsonPath();
    assertThat(told.getList("items.findAll { it.kind == 'page-message' }.body", String.class))
        .singleElement()
        .satisfies(body -> assertThat(body).startsWith("capture.txt, "));
    // what was added accuses nobody
    assertThat((List<?>) Api.client().get("/api/v1/cases?q=indicator:" + other).path("items"))
        .isEmpty();

    PublicReporter.close(key);
    add(reporter, UUID.randomUUID().toString(), "later")
        .then()
        .statusCode(422)
        .body(containsString("is not being worked on now"));
    assertThat(reportsOf(key)).hasSize(2);
  }

  private static List<String> reportsOf(String key) {
    return Objects.requireNonNull(
        Api.client().get("/api/v1/cases/" + key + "/reports").path("items.id"));
  }

  @Test
  void an_empty_choice_is_said() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    reporter.caseKey();
    new Upload()
        .file("", new byte[0], "application/octet-stream")
        .post(reporter.page() + "/files")
        .then()
        .statusCode(422)
        .body(containsString("Choose a file first"));
  }
}
