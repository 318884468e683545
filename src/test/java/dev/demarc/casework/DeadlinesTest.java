package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Until when AWS wants an answer, and who may say so. */
@DemarcTest
class DeadlinesTest {

  private static final String VERIFIED =
      "Authentication-Results: mx.example.org; dmarc=pass header.from=support.aws.com\r\n";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

  private final String number = "1" + (System.nanoTime() / 100) % 10_000_000_000L;
  private final String arn = "arn:aws:health:global::event/ABUSE/" + UUID.randomUUID();

  /** A notice by mail; it wants an answer by this time, where it says so. */
  private String notice(String authentication, Instant by) {
    return notice(authentication, NOW, by);
  }

  private String notice(String authentication, Instant sent, Instant by) {
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(sent.atOffset(ZoneOffset.UTC));
    var words =
        by == null
            ? "Please investigate."
            : "Please answer within " + Duration.between(sent, by).toHours() + " hours.";
    var mail =
        authentication
            + "From: AWS Trust & Safety <trustandsafety@support.aws.com>\r\n"
            + "To: abuse@demarc.example\r\n"
            + ("Date: " + date + "\r\nMessage-ID: <" + UUID.randomUUID() + "@amazon.com>\r\n")
            + ("Subject: Your AWS Abuse Report [" + number + "] [AWS ID 123456789012]\r\n\r\n")
            + "We received a report of port scanning from your resource.\r\n"
            + words
            + "\r\n";
    return client()
        .contentType("message/rfc822")
        .body(mail.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static Instant in(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }

  private static Instant due(String key) {
    return Instant.parse(getCase(key).path("workItems[0].dueAt"));
  }

  private static void extend(String key, Instant to) {
    String side = getCase(key).path("workItems[0].side");
    json()
        .body(Map.of("dueAt", to.toString(), "reason", "AWS granted an extension"))
        .patch("/api/v1/cases/" + key + "/work-items/" + side.toLowerCase(Locale.ROOT))
        .then()
        .statusCode(200);
  }

  private static List<String> timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.summary");
  }

  @Test
  void a_reminder_does_not_undo_an_extension_that_a_person_was_granted() {
    var key = notice(VERIFIED, in(2));
    assertThat(due(key)).isEqualTo(in(2));
    getCase(key).then().body("replyBy", is(in(2).toString()));
    extend(key, in(72));
    assertThat(notice(VERIFIED, in(2))).isEqualTo(key);
    assertThat(notice(VERIFIED, null)).isEqualTo(key);
    assertThat(due(key)).isEqualTo(in(72));
  }

  @Test
  void a_notice_that_names_an_earlier_time_counts_whatever_was_granted() {
    var key = notice(VERIFIED, in(3));
    extend(key, in(72));
    notice(VERIFIED, in(1));
    assertThat(due(key)).isEqualTo(in(1));
  }

  @Test
  void a_notice_that_is_written_when_the_time_has_passed_names_the_time_that_counts() {
    var key = notice(VERIFIED, in(-50), in(-26));
    assertThat(notice(VERIFIED, in(-30), in(-6))).isEqualTo(key);
    getCase(key).then().body("replyBy", is(in(-26).toString()));
    assertThat(notice(VERIFIED, in(-1), in(23))).isEqualTo(key);
    getCase(key).then().body("replyBy", is(in(23).toString()));
    assertThat(due(key)).isEqualTo(in(23));
    assertThat(timeline(key)).anyMatch(e -> e.contains("still takes an answer"));
    notice("", in(24), in(48));
    getCase(key).then().body("replyBy", is(in(23).toString()));
  }

  @Test
  void a_part_that_begins_later_ends_no_later_than_the_answer_is_wanted() {
    var key = notice(VERIFIED, in(2));
    String was = getCase(key).path("assessment.responsibility");
    json()
        .body(
            Map.of(
                "responsibility",
                was.equals("AWS") ? "CUSTOMER" : "AWS",
                "reason",
                "looked into it"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    assertThat(due(key)).isBeforeOrEqualTo(in(2));
  }

  @Test
  void a_stranger_who_guesses_the_number_moves_no_clock_and_is_told_of() {
    var key = notice(VERIFIED, in(3));
    assertThat(notice("", in(1))).isEqualTo(key);
    assertThat(due(key)).isEqualTo(in(3));
    assertThat(timeline(key))
        .anyMatch(e -> e.startsWith("joined") && e.endsWith("nothing confirms that AWS sent it"))
        .anyMatch(e -> e.startsWith("left the clock as it is") && e.contains(in(1).toString()));
    notice(VERIFIED, in(2));
    assertThat(due(key)).isEqualTo(in(2));
  }

  @Test
  void a_stranger_who_guesses_the_number_reopens_nothing() {
    var key = notice(VERIFIED, in(3));
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    assertThat(notice("", in(1))).isNotEqualTo(key);
    getCase(key).then().body("status", is("closed"));
  }

  @Test
  void a_first_notice_that_nothing_confirms_sets_the_clock_all_the_same() {
    assertThat(due(notice("", in(2)))).isEqualTo(in(2));
  }

  @Test
  void an_event_of_health_moves_the_clock_of_the_case_that_it_joins() {
    var instance = "i-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String key = event(instance, NOW.minus(Duration.ofHours(12)));
    extend(key, in(72));
    assertThat(event(instance, NOW.minus(Duration.ofHours(12)))).isEqualTo(key);
    assertThat(due(key)).isEqualTo(in(72));
    assertThat(event(instance, NOW.minus(Duration.ofHours(20)))).isEqualTo(key);
    assertThat(due(key)).isEqualTo(in(4));
  }

  private String event(String instance, Instant start) {
    return submit(
            Map.of(
                "source", "aws.health",
                "detail-type", "AWS Health Abuse Event",
                "account", "123456789012",
                "region", "global",
                "detail",
                    Map.of(
                        "eventArn",
                        arn,
                        "service",
                        "ABUSE",
                        "eventTypeCode",
                        "AWS_ABUSE_PORT_SCANNING_REPORT",
                        "startTime",
                        start.toString(),
                        "affectedEntities",
                        List.of(Map.of("entityValue", instance)))))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void a_case_that_is_merged_brings_its_deadline_and_one_that_is_split_off_has_its_own() {
    var notice = notice(VERIFIED, in(2));
    String into =
        submit(
                Map.of(
                    "title", "Scan",
                    "category", "port-scan",
                    "severity", "low",
                    "sources", List.of(freshAddress())))
            .path("caseKey");
    json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + notice + "/merge")
        .then()
        .statusCode(200)
        .body("replyBy", is(in(2).toString()));
    assertThat(due(into)).isEqualTo(in(2));
    String report = getCase(into).path("reports.find { it.format == 'aws-notice' }.id");
    String split =
        json()
            .body(Map.of("reports", List.of(report)))
            .post("/api/v1/cases/" + into + "/splits")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(due(split)).isEqualTo(in(2));
  }
}
