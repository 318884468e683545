package dev.demarc.evidence;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that came with a report: listed, typed, downloaded, and never opened by anything. */
@DemarcTest
class AttachmentsTest {

  private static final byte[] PROGRAM =
      "MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void a_report_tells_what_its_attachments_say_they_are_and_what_they_are() {
    client()
        .get(mailWith("photo.jpg", "image/jpeg", PROGRAM))
        .then()
        .statusCode(200)
        .body("attachments[0].fileName", is("photo.jpg"))
        .body("attachments[0].contentType", is("image/jpeg"))
        .body("attachments[0].detectedType", is("application/x-msdownload"))
        .body("attachments[0].warning", containsString("is a program"));
  }

  @Test
  void an_attachment_is_downloaded_byte_for_byte() {
    var report = mailWith("photo.jpg", "image/jpeg", PROGRAM);
    assertThat(client().get(report + "/attachments/0").asByteArray()).isEqualTo(PROGRAM);
  }

  /** The console's counterparts too: one place sets them all. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", ""})
  void a_download_can_neither_run_nor_be_guessed_at_nor_be_kept(String door) {
    var report = mailWith("a\u202Egpj.html", "text/html", "<script>alert(1)</script>".getBytes());
    for (var path : new String[] {"/attachments/0", "/raw"}) {
      var answer =
          (door.isEmpty() ? person() : client()).get(report.replace("/api/v1", door) + path);
      answer.then().statusCode(200);
      assertHeader(answer, "Content-Type", "application/octet-stream");
      assertHeader(answer, "X-Content-Type-Options", "nosniff");
      assertThat(answer.headers().getValues("Content-Security-Policy"))
          .contains("sandbox; default-src 'none'");
      assertHeader(answer, "Cross-Origin-Resource-Policy", "same-origin");
      assertHeader(answer, "Cache-Control", "no-store");
      answer.then().header("Content-Disposition", startsWith("attachment; filename=\""));
      answer.then().header("Content-Disposition", containsString(".evidence\"; filename*=UTF-8''"));
    }
  }

  private static void assertHeader(Response answer, String name, String value) {
    assertThat(answer.headers().getValues(name)).as(name).containsExactly(value);
  }

  @Test
  void an_archive_is_listed_on_its_own_request() throws IOException {
    var report = mailWith("files.zip", "application/zip", zip("../../x.jpg", PROGRAM));
    client()
        .get(report + "/attachments/0/listing")
        .then()
        .statusCode(200)
        .body("type", is("zip"))
        .body("encrypted", is(false))
        .body("stopped", nullValue())
        .body("entries[0].name", is("x.jpg"))
        .body("entries[0].size", is(PROGRAM.length))
        .body("entries[0].detectedType", is("application/x-msdownload"))
        .body("entries[0].warning", containsString("leads out"));
    person()
        .get(report.replace("/api/v1", "") + "/attachments/0/listing")
        .then()
        .statusCode(200)
        .body(containsString("x[.]jpg"))
        .body(containsString("leads out"));
    person().get(report.replace("/api/v1", "")).then().body(containsString("What is in it"));
  }

  @Test
  void names_of_files_are_shown_so_that_nobody_takes_one_for_a_link() throws IOException {
    var report =
        mailWith("www.evil.example.zip", "application/zip", zip("http:evil.example", PROGRAM));
    var page = report.replace("/api/v1", "");
    person()
        .get(page)
        .then()
        .body(containsString("www[.]evil[.]example[.]zip"))
        .body(not(containsString("www.evil.example")));
    person()
        .get(page + "/attachments/0/listing")
        .then()
        .body(containsString("www[.]evil[.]example[.]zip"))
        .body(containsString("hxxp:evil[.]example"))
        .body(not(containsString("evil.example")));
    String key = client().get(report).path("caseKey");
    person()
        .get("/cases/" + key)
        .then()
        .body(containsString("www[.]evil[.]example[.]zip"))
        .body(not(containsString("www.evil.example")));
  }

  @Test
  void what_is_not_there_or_no_archive_says_so() {
    var report = mailWith("log.txt", "text/plain", "a line".getBytes());
    client().get(report + "/attachments/7").then().statusCode(404);
    client().get(report + "/attachments/-1").then().statusCode(404);
    client().get(report + "/attachments/x").then().statusCode(404);
    client()
        .get(report + "/attachments/0/listing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("text/plain, which is no archive"));
    client().get("/api/v1/reports/" + UUID.randomUUID() + "/attachments/0").then().statusCode(404);
    given().get(report + "/attachments/0").then().statusCode(401);
  }

  @Test
  void evidence_of_child_abuse_is_held_back_at_every_door() throws IOException {
    var payload = Base64.getEncoder().encodeToString(zip("a.txt", PROGRAM));
    var report =
        json()
            .body(
                """
                {"xarf_version": "4.0.0", "report_id": "%s", "timestamp": "2026-01-01T00:00:00Z",
                 "reporter": {"org": "o", "contact": "a@example.org"}, "source_identifier": "%s",
                 "category": "content", "type": "csam",
                 "evidence": [{"content_type": "application/zip", "payload": "%s"}]}\
                """
                    .formatted(UUID.randomUUID(), freshAddress(), payload))
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    client()
        .get(report)
        .then()
        .body("attachments.size()", is(0))
        .body("category", is("child-abuse"));
    for (var path : new String[] {"/attachments/0", "/attachments/0/listing"}) {
      client().get(report + path).then().statusCode(404);
      person().get(report.replace("/api/v1", "") + path).then().statusCode(404);
    }
  }

  private static String mailWith(String name, String type, byte[] content) {
    var mail =
        """
        From: noc@x.example
        To: abuse@demarc.example
        Message-ID: <%s@x.example>
        Subject: Port scan from %s
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See the file.
        --b
        Content-Type: %s
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(
                UUID.randomUUID(),
                freshAddress(),
                type,
                name,
                Base64.getEncoder().encodeToString(content));
    return client()
        .contentType("message/rfc822")
        .body(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static RequestSpecification person() {
    return ConsoleSession.ofAdministrator().browser();
  }
}
