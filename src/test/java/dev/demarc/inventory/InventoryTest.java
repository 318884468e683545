package dev.demarc.inventory;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DemarcTest
class InventoryTest {

  @Inject RangeVersions versions;
  @Inject Inventory inventory;
  @Inject EntityManager database;

  private static Response register(Map<String, ?> entry) {
    return json().body(entry).post("/api/v1/inventory");
  }

  private static Response holders(String value, String at) {
    return client()
        .queryParam("value", value)
        .queryParam("at", at)
        .get("/api/v1/inventory/holders");
  }

  @Test
  void the_narrowest_range_tells_the_owner() {
    register(Map.of("value", "198.19.0.0/16", "owner", "Network")).then().statusCode(204);
    register(Map.of("value", "198.19.7.0/24", "owner", "Shop", "accountId", "111122223333"))
        .then()
        .statusCode(204);

    holders("198.19.7.9", null)
        .then()
        .body("owner", contains("Shop"))
        .body("accountId", contains("111122223333"))
        .body("match", contains("198.19.7.0/24"));
    holders("198.19.8.9", null).then().body("owner", contains("Network"));
  }

  @Test
  void two_register_something_at_the_same_moment() throws Exception {
    var second =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  inventory.save(
                      List.of(
                          new NewEntry(
                              null,
                              "198.19.64.0/24",
                              "First",
                              null,
                              null,
                              null,
                              null,
                              null,
                              null,
                              null)),
                      "a test");
                  var other =
                      CompletableFuture.supplyAsync(
                          () -> register(Map.of("value", "198.19.65.0/24", "owner", "Second")));
                  // it waits for this one to make the job that both ask for
                  await().pollInSameThread().until(this::isWaitedFor);
                  return other;
                });
    second.get(20, TimeUnit.SECONDS).then().statusCode(204);
  }

  private boolean isWaitedFor() {
    return (Boolean)
        database
            .createNativeQuery(
                "select exists (select 1 from pg_stat_activity where pg_backend_pid() ="
                    + " any(pg_blocking_pids(pid)))",
                Boolean.class)
            .getSingleResult();
  }

  @Test
  void who_held_it_at_the_time_of_the_event_counts() {
    for (var entry :
        List.of(
            Map.of("owner", "Old team", "validUntil", "2026-06-01T00:00:00Z"),
            Map.of("owner", "New team", "validFrom", "2026-06-01T00:00:00Z"))) {
      var body = new HashMap<String, Object>(entry);
      body.put("value", "203.0.113.64/26");
      register(body).then().statusCode(204);
    }

    holders("203.0.113.70", "2026-05-01T00:00:00Z").then().body("owner", contains("Old team"));
    holders("203.0.113.70", "2026-07-01T00:00:00Z").then().body("owner", contains("New team"));
  }

  @Test
  void an_arn_is_its_accounts_unless_the_resource_is_registered() {
    register(Map.of("value", "444455556666", "owner", "Data", "contact", "data@corp.example"))
        .then()
        .statusCode(204);
    register(Map.of("value", "i-0aa11bb22cc33dd44", "owner", "Batch")).then().statusCode(204);

    holders("arn:aws:s3:eu-west-1:444455556666:some-bucket", null)
        .then()
        .body("owner", contains("Data"));
    holders("arn:aws:ec2:eu-west-1:444455556666:instance/i-0aa11bb22cc33dd44", null)
        .then()
        .body("owner", contains("Batch"));
  }

  @Test
  void an_address_of_aws_is_told_from_its_published_ranges() {
    holders("2600:1f18::1", null)
        .then()
        .body("known", contains("AWS_RANGES"))
        .body("service", contains("EC2"))
        .body("region", contains("us-east-1"));
    holders("192.0.2.1", null).then().body("", empty());
  }

  @Test
  void a_case_names_the_owner_and_the_account_of_what_it_is_about() {
    register(Map.of("value", "198.19.99.0/24", "owner", "Mail team", "accountId", "777788889999"))
        .then()
        .statusCode(204);

    String key =
        submit(
                Map.of(
                    "title", "Spam from 198.19.99.25",
                    "category", "spam",
                    "sources", List.of("198.19.99.25")))
            .then()
            .statusCode(201)
            .body("assessment.reasons.evidence", hasItem(containsString("held by Mail team")))
            .body("assessment.enforcement", equalTo(null))
            .extract()
            .path("caseKey");

    getCase(key).then().body("owner", is("Mail team")).body("accountId", is("777788889999"));
  }

  @Test
  void a_csv_without_the_columns_is_refused() {
    client()
        .contentType("text/csv")
        .body("a,b\n1,2\n")
        .post("/api/v1/inventory/imports")
        .then()
        .statusCode(422)
        .body("detail", containsString("owner"));
  }

  @Test
  void what_is_registered_can_be_found_and_removed() {
    register(Map.of("value", "bucket-of-finance", "owner", "Finance 50%")).then().statusCode(204);
    var found = client().queryParam("q", "finance 50%").get("/api/v1/inventory");
    found.then().body("items.value", contains("bucket-of-finance"));

    client().delete("/api/v1/inventory/" + found.path("items[0].id")).then().statusCode(204);
    client().queryParam("q", "finance 50%").get("/api/v1/inventory").then().body("items", empty());
  }

  @Test
  void a_wrong_entry_is_refused_with_its_field() {
    register(Map.of("kind", "range", "value", "10.0.0.300", "owner", "x"))
        .then()
        .statusCode(422)
        .body("errors[0].field", is("value"));
    register(Map.of("value", "10.9.0.0/16"))
        .then()
        .statusCode(422)
        .body("errors[0].field", is("owner"));
  }

  @Test
  void an_event_is_read_by_the_ranges_of_its_own_time() {
    var older =
        """
        {"createDate": "2025-01-01-00-00-00", "prefixes": [
          {"ip_prefix": "203.0.113.192/26", "region": "eu-west-1", "service": "CLOUDFRONT"}]}
        """;
    QuarkusTransaction.requiringNew()
        .run(() -> versions.store(older.getBytes(StandardCharsets.UTF_8)));

    holders("203.0.113.200", "2025-03-01T00:00:00Z").then().body("service", contains("CLOUDFRONT"));
    holders("203.0.113.200", "2026-10-01T00:00:00Z").then().body("", empty());
    holders("203.0.113.200", "2020-01-01T00:00:00Z").then().body("service", contains("CLOUDFRONT"));
  }

  @Test
  void a_source_that_fails_leaves_what_is_known(@TempDir Path folder) throws Exception {
    var list = Files.createFile(folder.resolve("ip-ranges.json"));
    Files.writeString(list, "<html>maintenance</html>");
    versions.refresh(RangeSource.ofFile(list.toString()));
    versions.refresh(RangeSource.ofFile(folder.resolve("nowhere.json").toString()));
    holders("2600:1f18::1", null).then().statusCode(200).body("service", contains("EC2"));

    Files.writeString(
        list,
        """
        {"createDate": "2025-06-01-00-00-00", "prefixes": [
          {"ip_prefix": "203.0.113.128/26", "region": "GLOBAL", "service": "ROUTE53"}]}
        """);
    versions.refresh(RangeSource.ofFile(list.toString()));
    holders("203.0.113.130", "2025-07-01T00:00:00Z").then().body("service", contains("ROUTE53"));
  }
}
