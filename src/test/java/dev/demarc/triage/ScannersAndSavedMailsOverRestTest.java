package dev.demarc.triage;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.DemarcTest;
import dev.demarc.formats.mime.MailParser;
import dev.demarc.shared.Ids;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of a scanner, and mails as programs save them, as bodies of requests. */
@DemarcTest
class ScannersAndSavedMailsOverRestTest {

  private static ValidatableResponse post(String contentType, byte[] body) {
    return client()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, ContentType.BINARY)))
        .contentType(contentType)
        .body(body)
        .post("/api/v1/reports")
        .then();
  }

  private static byte[] attached(String sample, String ending) throws IOException {
    var mail =
        MailParser.parse(
            Files.readAllBytes(Path.of("src/test/resources/formats/mail").resolve(sample)));
    return mail.leaves()
        .filter(p -> p.fileName() != null && p.fileName().endsWith(ending))
        .findFirst()
        .orElseThrow()
        .content;
  }

  @Test
  void a_mail_saved_by_outlook_is_filed_as_the_mail_it_was() throws IOException {
    post("application/vnd.ms-outlook", attached("outlook-report.eml", ".msg"))
        .statusCode(201)
        .body("format", is("mail"))
        .body("caseKey", startsWith("DM-"));
  }

  @Test
  void what_is_no_saved_mail_is_kept_and_said() {
    String id =
        post("application/vnd.ms-outlook", "no mail".getBytes(StandardCharsets.UTF_8))
            .statusCode(201)
            .extract()
            .path("id");

    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("problems[0]", containsString("Save it as .eml"));
  }

  @Test
  void of_a_scanners_table_only_what_failed_opens_a_case() {
    var bucket = "b" + Ids.next();
    var account = "4" + String.format("%011d", Math.floorMod(bucket.hashCode(), 1_000_000_000));
    var table =
        "FINDING_UID;ACCOUNT_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;RESOURCE_UID\n"
            + "f1-%1$s;%2$s;aws;s3_public;Buckets are"
            + " closed;PASS;Closed.;False;arn:aws:s3:::a%1$s\n"
            + "f2-%1$s;%2$s;aws;s3_public;Buckets are closed;FAIL;It is"
            + " open.;False;arn:aws:s3:::b%1$s\n"
            + "f3-%1$s;%2$s;aws;s3_public;Buckets are closed;FAIL;It is"
            + " open.;False;arn:aws:s3:::c%1$s\n"
            + "f4-%1$s;%2$s;aws;s3_public;Buckets are closed;FAIL;It is"
            + " open.;True;arn:aws:s3:::d%1$s\n";
    List<String> ids =
        post("text/csv", table.formatted(bucket, account).getBytes(StandardCharsets.UTF_8))
            .statusCode(202)
            .body("accepted", is(4))
            .extract()
            .path("ids");
    for (String id : ids) {
      await()
          .untilAsserted(
              () -> client().get("/api/v1/reports/" + id).then().body("status", is("FILED")));
    }

    for (int aside : new int[] {0, 3}) {
      client()
          .get("/api/v1/reports/" + ids.get(aside))
          .then()
          .body("format", is("prowler"))
          .body("caseKey", nullValue())
          .body("setAside", notNullValue());
    }
    String first = client().get("/api/v1/reports/" + ids.get(1)).path("caseKey");
    String second = client().get("/api/v1/reports/" + ids.get(2)).path("caseKey");
    assertThat(first).startsWith("DM-").isEqualTo(second);
  }

  @Test
  void planned_maintenance_is_work_for_both_sides() {
    String key =
        json()
            .body(
                Map.of(
                    "title", "Instance retirement of i-0" + Ids.next().toString().substring(20),
                    "description",
                        "Your instance is scheduled for retirement on 2 April: the hardware under"
                            + " it has degraded.",
                    "service", "EC2"))
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .body("assessment.responsibility", is("AWS"))
            .extract()
            .path("caseKey");

    getCase(key)
        .then()
        .body("workItems.side", containsInAnyOrder("aws", "customer"))
        .body("workItems.find { it.side == 'customer' }.task", startsWith("Before the date"));
  }
}
