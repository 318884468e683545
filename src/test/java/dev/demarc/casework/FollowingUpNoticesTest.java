package dev.demarc.casework;

import static dev.demarc.Api.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reminders and final notices of AWS that say neither of which case nor of which resource. */
@DemarcTest
class FollowingUpNoticesTest {

  private final String to = UUID.randomUUID() + "@customer.example";

  @Test
  void a_final_notice_without_a_number_joins_the_case_of_the_notices_before_it() {
    var key =
        mail(
            to,
            "Your AWS Abuse Report ["
                + (170_000_000_000L + System.nanoTime() % 1_000_000_000)
                + "]",
            FIRST + instance());
    assertThat(mail(to, "FINAL NOTIFICATION Your AWS Abuse Report", FINAL)).isEqualTo(key);
    assertThat(client().get("/api/v1/cases/" + key + "/timeline").jsonPath().getString("items"))
        .contains("it is a further notice of AWS to " + to + ", and names no case or resource");
  }

  @Test
  void a_notice_that_says_of_which_case_it_is_joins_no_other() {
    var key = mail(to, "Your AWS Abuse Report [171000000001]", FIRST + instance());
    assertThat(mail(to, "FINAL NOTIFICATION Your AWS Abuse Report [171000000002]", FINAL))
        .isNotEqualTo(key);
  }

  @Test
  void a_final_notice_to_somebody_else_or_about_something_else_opens_a_case() {
    var key = mail(to, "Your AWS Abuse Report", FIRST + instance());
    assertThat(mail("other-" + to, "FINAL NOTIFICATION Your AWS Abuse Report", FINAL))
        .isNotEqualTo(key);
    assertThat(
            mail(
                to,
                "FINAL NOTIFICATION Your AWS Abuse Report",
                FINAL.replace("Open Proxy", "Port Scanning")))
        .isNotEqualTo(key);
  }

  @Test
  void a_first_notice_joins_no_case_only_because_of_whom_it_was_written_to() {
    var key = mail(to, "Your AWS Abuse Report", FIRST + instance());
    assertThat(mail(to, "Your AWS Abuse Report", FIRST + instance())).isNotEqualTo(key);
  }

  private static final String FIRST =
      "Hello,\r\n\r\nWe received a report of abuse from your resource.\r\n\r\n"
          + "Reported Activity: Open Proxy\r\nEC2 Instance Id: ";

  private static final String FINAL =
      "FINAL NOTIFICATION\r\n\r\nWe have not received a response regarding the abuse report"
          + " implicating resources on your account.\r\n\r\nReported Activity: Open Proxy\r\n";

  private static String instance() {
    return "i-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16) + "\r\n";
  }

  private static String mail(String to, String subject, String text) {
    var mail =
        "From: AWS Trust & Safety <ec2-abuse@amazon.com>\r\nTo: "
            + to
            + "\r\nSubject: "
            + subject
            + "\r\nMessage-ID: <"
            + UUID.randomUUID()
            + "@amazon.com>\r\n\r\n"
            + text;
    return client()
        .contentType("message/rfc822")
        .body(mail.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }
}
