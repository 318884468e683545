package dev.demarc.inventory;

import static dev.demarc.Api.client;
import static dev.demarc.shared.Indicator.Role.MENTIONED;
import static dev.demarc.shared.Indicator.Role.REPORTER;
import static dev.demarc.shared.Indicator.Role.SOURCE;
import static dev.demarc.shared.Indicator.Role.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Problem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@DemarcTest
class WhoHoldsWhatTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @Inject Inventory inventory;

  private void register(String value, String owner) {
    register(value, owner, null, null);
  }

  private void register(String value, String owner, String from, String until) {
    inventory.save(
        List.of(
            new NewEntry(
                null, value, owner, null, null, null, null, null, time(from), time(until))),
        "test");
  }

  private static Instant time(String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static Indicator source(IndicatorType type, String value) {
    return new Indicator(type, value, SOURCE);
  }

  private List<String> owners(Indicator... indicators) {
    return inventory.holdings(List.of(indicators), null, NOW).stream().map(Holding::owner).toList();
  }

  private List<String> ownersOf(String asked) {
    return inventory.holdersOf(asked, NOW).stream().map(Holding::owner).toList();
  }

  @Test
  void whoever_took_it_over_last_holds_it_though_nobody_ended_the_entry_before() {
    for (var value : List.of("198.19.32.0/24", "210000000001", "took-over.example")) {
      register(value, "Newest", "2026-09-01T00:00:00Z", null);
      register(value, "Always", null, null);
      register(value, "Second", "2026-03-01T00:00:00Z", null);
    }
    for (var asked : List.of("198.19.32.7", "210000000001", "took-over.example")) {
      assertThat(ownersOf(asked)).as(asked).containsExactly("Newest");
      assertThat(inventory.holdersOf(asked, Instant.parse("2026-04-01T00:00:00Z")))
          .extracting(Holding::owner)
          .containsExactly("Second");
      assertThat(inventory.holdersOf(asked, Instant.parse("2020-01-01T00:00:00Z")))
          .extracting(Holding::owner)
          .containsExactly("Always");
    }
  }

  @Test
  void an_object_belongs_to_its_bucket_and_not_to_a_namesake_of_its_last_part() {
    register("receipts-of-the-shop", "Shop");
    register("deploy", "Builders");
    register("210000000002", "Platform");

    assertThat(owners(source(IndicatorType.ARN, "arn:aws:s3:::receipts-of-the-shop/2026/deploy")))
        .containsExactly("Shop");
    assertThat(owners(source(IndicatorType.ARN, "arn:aws:iam::210000000002:role/deploy")))
        .containsExactly("Platform");
  }

  @Test
  void what_was_registered_by_its_arn_is_found_by_its_name() {
    register("arn:aws:ec2:eu-west-1:210000000003:instance/i-0feedfacefeedface", "Fleet");
    register("arn:aws:s3:::ledger-of-the-fleet", "Ledger");

    assertThat(ownersOf("i-0feedfacefeedface")).containsExactly("Fleet");
    assertThat(ownersOf("arn:aws:ec2:eu-west-1:210000000003:instance/i-0feedfacefeedface"))
        .containsExactly("Fleet");
    assertThat(owners(source(IndicatorType.S3_BUCKET, "ledger-of-the-fleet")))
        .containsExactly("Ledger");
  }

  @Test
  void a_host_belongs_to_the_nearest_domain_that_is_registered() {
    register("corp-a.example", "Corporate");
    register("lab.corp-a.example", "Lab");

    assertThat(owners(source(IndicatorType.DOMAIN, "www.corp-a.example")))
        .containsExactly("Corporate");
    assertThat(owners(source(IndicatorType.DOMAIN, "x.y.lab.corp-a.example")))
        .containsExactly("Lab");
    assertThat(owners(source(IndicatorType.URL, "https://www.corp-a.example/a?b=[c]|d")))
        .containsExactly("Corporate");
    assertThat(owners(source(IndicatorType.DOMAIN, "notcorp-a.example"))).isEmpty();
  }

  @Test
  void a_url_on_an_address_belongs_to_its_range() {
    register("198.19.33.0/24", "Web");
    register("2001:db8:33::/48", "Web six");

    assertThat(owners(source(IndicatorType.URL, "http://198.19.33.9:8080/a.php")))
        .containsExactly("Web");
    assertThat(owners(source(IndicatorType.URL, "http://[2001:db8:33::9]/a.php")))
        .containsExactly("Web six");
    assertThat(ownersOf("http://198.19.33.9/")).containsExactly("Web");
  }

  @Test
  void sources_come_first_and_the_reporter_not_at_all() {
    register("198.19.34.0/24", "Both");
    register("198.19.35.0/24", "Reporter");
    register("210000000004", "Account");
    var named =
        List.of(
            new Indicator(IndicatorType.IPV4, "198.19.34.3", MENTIONED),
            new Indicator(IndicatorType.IPV4, "198.19.35.1", REPORTER),
            new Indicator(IndicatorType.IPV4, "198.19.34.2", TARGET),
            new Indicator(IndicatorType.IPV4, "198.19.34.1", SOURCE));

    assertThat(inventory.holdings(named, "210000000004", NOW))
        .extracting(h -> h.indicator().value())
        .containsExactly("198.19.34.1", "198.19.34.2", "198.19.34.3", "210000000004");
  }

  @Test
  void the_reports_own_account_is_looked_up_however_much_the_report_names() {
    register("210000000005", "Account");
    var many = new ArrayList<Indicator>();
    for (int i = 0; i < 500; i++) {
      many.add(new Indicator(IndicatorType.DOMAIN, "n" + i + ".many.example", MENTIONED));
    }

    assertThat(inventory.holdings(many, "210000000005", NOW))
        .extracting(Holding::owner)
        .containsExactly("Account");
  }

  @Test
  void a_question_about_anything_is_answered() {
    for (var asked :
        List.of(
            "12345", "AKIAIOSFODNN7EXAMPLE", "*", "10.*.0.0", "10.0.0.0/8", "%", "arn:", "::")) {
      client()
          .queryParam("value", asked)
          .get("/api/v1/inventory/holders")
          .then()
          .statusCode(200)
          .body("", empty());
    }
    client()
        .queryParam("value", "192.0.2.1")
        .queryParam("at", "+999999999-01-01T00:00:00Z")
        .get("/api/v1/inventory/holders")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("at"));
  }

  private static io.restassured.response.ValidatableResponse imported(String csv) {
    return client()
        .contentType("text/csv")
        .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/api/v1/inventory/imports?onMistakes=skip")
        .then();
  }

  @Test
  void the_column_of_a_file_says_what_its_lines_are() {
    imported("cidr,owner\n198.19.36.0/24,Web\nno range at all,Web\n10.1-5.0.0/24,Web\n")
        .statusCode(200)
        .body("added", is(1))
        .body("mistakes.line", contains(3, 4))
        .body("mistakes[0].detail", containsString("address range"));
    imported("account_id,owner\n210000000006,Web\n12345,Web\n")
        .statusCode(200)
        .body("added", is(1))
        .body("mistakes.line", contains(3))
        .body("mistakes[0].detail", containsString("twelve digits"));
    imported("resource,owner,account_id\nbucket-of-the-web,Web,210000000006\n,Web,210000000006\n")
        .statusCode(200)
        .body("added", is(1))
        .body("mistakes.line", contains(3));
    assertThat(ownersOf("bucket-of-the-web")).containsExactly("Web");
  }

  @Test
  void a_file_that_a_spreadsheet_wrote_is_read() {
    imported("\uFEFFcidr;owner\r\n198.19.37.0/24;\"Web; shop\"\r\n")
        .statusCode(200)
        .body("added", is(1));
    assertThat(ownersOf("198.19.37.1")).containsExactly("Web; shop");
  }

  @Test
  void a_file_that_breaks_off_changes_nothing_and_says_where() {
    imported("cidr,owner\n198.19.38.0/24,Web\n\"198.19.39.0/24,Web\n")
        .statusCode(422)
        .body("detail", containsString("line 3"))
        .body("detail", containsString("quote"));
    assertThat(ownersOf("198.19.38.1")).doesNotContain("Web");
  }

  @Test
  void a_time_that_no_calendar_has_is_refused_and_the_lines_around_it_are_taken() {
    imported(
            "cidr,owner,valid_from\n198.19.40.0/24,Web,+999999999-01-01T00:00:00Z\n"
                + "198.19.41.0/24,Web,2026-01-01T00:00:00Z\n")
        .statusCode(200)
        .body("added", is(1))
        .body("mistakes.line", contains(2))
        .body("mistakes[0].detail", containsString("valid"));
  }

  @Test
  void registering_what_is_wrong_in_bulk_names_the_field() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> register("x.example", "Web", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"))
        .isInstanceOf(Problem.class);
  }
}
