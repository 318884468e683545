package dev.demarc.ops;

import static dev.demarc.Api.client;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.http.RequestTags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus is told. */
@DemarcTest
class MetricsTest {

  @Test
  void a_report_is_counted_when_it_comes_in_and_when_it_is_filed() {
    double received = value("demarc_reports_received_total{channel=\"rest\"");
    double filed = value("demarc_reports_filed_total{into=\"case\"");
    Api.newCase();
    assertThat(value("demarc_reports_received_total{channel=\"rest\"")).isGreaterThan(received);
    assertThat(value("demarc_reports_filed_total{into=\"case\"")).isGreaterThan(filed);
  }

  @Test
  void the_figures_of_the_database_are_fresh() {
    await().until(() -> value("demarc_figures_age_seconds") < 30);
    assertThat(value("demarc_raw_reports_bytes")).isPositive();
    assertThat(value("demarc_reports_stuck")).isNotNegative();
  }

  /** A rule about a metric that there is not never fires. */
  @Test
  void every_metric_that_an_alert_rule_names_is_exported() throws Exception {
    var rules =
        Pattern.compile("expr: (.*)")
            .matcher(Files.readString(Path.of("docs/operating.md")))
            .results()
            .map(rule -> rule.group(1))
            .toList();
    assertThat(rules).hasSizeGreaterThan(5);
    var named =
        rules.stream()
            .flatMap(
                rule -> Pattern.compile("\\b(?:demarc|agroal|jvm)_\\w+").matcher(rule).results())
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    var exported =
        metrics()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[ {]")[0])
            .collect(Collectors.toSet());
    named.removeIf(name -> name.startsWith("demarc_mailbox_")); // one for each mailbox there is
    assertThat(exported).containsAll(named);
  }

  @Test
  void paths_that_callers_make_up_are_no_tags() {
    var made = UUID.randomUUID().toString();
    client().get("/api/v1/reports/" + made);
    client().get("/" + made + "/no-such-page");
    given().redirects().follow(false).get("/cases/DM-2026-" + made);
    given().header("Authorization", "Bearer " + made).get("/api/v1/cases/" + made);
    given().header("Content-Encoding", "gzip").body("x").post("/api/v1/" + made);
    assertThat(metrics()).doesNotContain(made);
  }

  @Test
  void a_path_of_a_request_that_failed_early_is_counted_as_its_template() {
    assertThat(RequestTags.template("/cases/DM-2026-000042/notes")).isEqualTo("/cases/{id}/notes");
    assertThat(RequestTags.template("/api/v1/reports/" + UUID.randomUUID()))
        .isEqualTo("/api/v1/reports/{id}");
    assertThat(RequestTags.template("/v1/abuse/0192aa")).isEqualTo("/v1/abuse/{id}");
    assertThat(RequestTags.template("/webjars/htmx.org/2.0.10/x.js")).isEqualTo("/webjars/{file}");
    assertThat(RequestTags.template("/api/v1/cases/{key}")).isEqualTo("/api/v1/cases/{key}");
    assertThat(RequestTags.template("NOT_FOUND")).isEqualTo("NOT_FOUND");
    assertThat(RequestTags.template("/")).isEqualTo("/");
  }

  private static double value(String start) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String metrics() {
    return given().accept("text/plain").get("/q/metrics").then().extract().asString();
  }
}
