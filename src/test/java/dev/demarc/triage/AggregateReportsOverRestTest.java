package dev.demarc.triage;

import static dev.demarc.Api.client;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Statistics about mail authentication are stored and set aside, by whatever door they come. */
@DemarcTest
class AggregateReportsOverRestTest {

  private static final byte[] DMARC =
      """
      <?xml version="1.0"?><feedback>
      <report_metadata><org_name>Receiver</org_name><email>d@receiver.example</email>
      <report_id>r-1</report_id>
      <date_range><begin>1795132800</begin><end>1795219199</end></date_range></report_metadata>
      <policy_published><domain>example.org</domain><p>none</p></policy_published>
      <record><row><source_ip>203.0.113.9</source_ip><count>3</count>
      <policy_evaluated><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record>
      </feedback>\
      """
          .getBytes(StandardCharsets.UTF_8);

  private static byte[] tls() {
    return """
    {"organization-name": "Receiver", "report-id": "%s", "contact-info": "t@receiver.example",
     "date-range": {"start-datetime": "2026-11-19T00:00:00Z",
                    "end-datetime": "2026-11-19T23:59:59Z"},
     "policies": [{"policy": {"policy-type": "sts", "policy-domain": "example.org"},
       "summary": {"total-successful-session-count": 5, "total-failure-session-count": 1}}]}\
    """
        .formatted(UUID.randomUUID())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("receiver!example.org!1!2.xml"));
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static ValidatableResponse post(String type, byte[] body) {
    return client().contentType(type).body(body).post("/api/v1/reports").then();
  }

  private static void setAside(ValidatableResponse answer, String format) {
    String id =
        answer
            .statusCode(201)
            .body("status", is("FILED"))
            .body("format", is(format))
            .body("caseKey", nullValue())
            .body("setAside", containsString("aggregate report"))
            .extract()
            .path("id");
    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("details.domain", is("example.org"))
        .body("setAside", notNullValue())
        .body("caseKey", nullValue());
    client().get("/api/v1/reports/" + id + "/raw").then().statusCode(200);
  }

  @Test
  void dmarc_as_xml_zip_and_gzip() throws IOException {
    setAside(post("application/xml", DMARC), "dmarc");
    setAside(post("text/xml; charset=utf-8", DMARC), "dmarc");
    setAside(post("application/gzip", gzip(DMARC)), "dmarc");
    setAside(post("application/zip", zip(DMARC)), "dmarc");
  }

  @Test
  void tls_reports_as_json_and_gzip() throws IOException {
    setAside(post("application/tlsrpt+json", tls()), "tls-rpt");
    setAside(post("application/json", tls()), "tls-rpt");
    setAside(post("application/tlsrpt+gzip", gzip(tls())), "tls-rpt");
  }

  @Test
  void as_the_only_thing_in_a_form_or_in_a_mail() throws IOException {
    setAside(
        client()
            .multiPart("evidence", "receiver!example.org!1!2.xml.gz", gzip(DMARC))
            .post("/api/v1/reports")
            .then(),
        "dmarc");
    var mail =
        "From: noreply@receiver.example\r\nSubject: Report Domain: example.org Submitter: r"
            + " Report-ID: "
            + UUID.randomUUID()
            + "\r\nContent-Type: application/xml\r\n\r\n"
            + new String(DMARC, StandardCharsets.UTF_8);
    setAside(post("message/rfc822", mail.getBytes(StandardCharsets.UTF_8)), "dmarc");
  }

  @Test
  void beside_words_of_a_person_it_is_evidence_of_a_case() {
    client()
        .multiPart("title", "Somebody sends as example.org from 203.0.113.9")
        .multiPart("evidence", "receiver!example.org!1!2.xml", DMARC)
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .body("format", is("demarc"))
        .body("caseKey", notNullValue());
  }

  @Test
  void other_xml_and_archives_are_refused_with_what_would_be_taken() throws IOException {
    post("application/xml", "<html/>".getBytes(StandardCharsets.UTF_8))
        .statusCode(422)
        .body("detail", containsString("DMARC aggregate report"));
    post("application/zip", zip("x".getBytes(StandardCharsets.UTF_8))).statusCode(422);
    post("application/gzip", "not packed".getBytes(StandardCharsets.UTF_8)).statusCode(422);
  }
}
