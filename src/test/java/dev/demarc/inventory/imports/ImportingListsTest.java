package dev.demarc.inventory.imports;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Addresses are from 100.72.128.0/17, which no other test registers. */
@DemarcTest
class ImportingListsTest {

  /** {@code -Ddemarc.lines=200000} for as many as a large desk has; 25 s on two busy cores. */
  private static final int LINES = Integer.getInteger("demarc.lines", 30_000);

  private final String source = "list-" + UUID.randomUUID();

  private static Response csv(String query, String body) {
    return client()
        .contentType("text/csv")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/inventory/imports" + query);
  }

  private static Response aws(String query, String body) {
    return client()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/inventory/imports" + query);
  }

  private static Response holders(String value, Instant at) {
    return client()
        .queryParam("value", value)
        .queryParam("at", at.toString())
        .get("/api/v1/inventory/holders");
  }

  private static Response entries(String value) {
    return client().queryParam("q", value).get("/api/v1/inventory");
  }

  @Test
  void a_dry_run_says_what_would_change_and_changes_nothing() {
    var list =
        "cidr,owner,account_id,environment,tags\n"
            + "100.72.130.0/24,Shop,123456789012,production,team=shop;tier=web\n"
            + "100.72.131.0/24,Web,,,\n";
    csv("?dryRun=true", list)
        .then()
        .statusCode(200)
        .body("applied", is(false))
        .body("added", is(2))
        .body("changes.line", contains(2, 3))
        .body("changes.action", contains("added", "added"))
        .body("changes[0].what", is("owner Shop"));
    holders("100.72.130.1", Instant.now()).then().body("", empty());

    csv("", list).then().statusCode(200).body("applied", is(true)).body("added", is(2));
    holders("100.72.130.1", Instant.now())
        .then()
        .body("owner", contains("Shop"))
        .body("tags[0]", contains("environment=production", "team=shop", "tier=web"));
    csv("", list).then().body("unchanged", is(2)).body("changes", empty());
  }

  @Test
  void what_has_another_owner_is_handed_on_and_the_time_before_is_kept() {
    csv("", "cidr,owner,contact\n100.72.132.0/24,Old,old@desk.example\n").then().statusCode(200);
    var before = Instant.now();
    csv("", "cidr,owner\n100.72.132.0/24,New\n")
        .then()
        .body("changed", is(1))
        .body("ended", is(1))
        .body("changes.action", contains("handed-on"))
        .body("changes[0].what", is("owner Old → New"));

    holders("100.72.132.1", before.minus(Duration.ofDays(100)))
        .then()
        .body("owner", contains("Old"));
    holders("100.72.132.1", Instant.now()).then().body("owner", contains("New"));
    entries("100.72.132.0/24")
        .then()
        .body("items.contact", contains(nullValue(), is("old@desk.example")));
  }

  @Test
  void what_says_more_of_the_same_holder_is_changed_in_place_and_silence_changes_nothing() {
    csv("", "cidr,owner,contact\n100.72.133.0/24,Shop,shop@desk.example\n").then().statusCode(200);
    csv("", "cidr,owner,criticality\n100.72.133.0/24,Shop,High\n")
        .then()
        .body("changed", is(1))
        .body("ended", is(0))
        .body("changes[0].what", is("criticality – → high"));
    entries("100.72.133.0/24")
        .then()
        .body("items.contact", contains("shop@desk.example"))
        .body("items.criticality", contains("high"));
  }

  @Test
  void one_line_that_is_wrong_stops_all_and_each_is_named() {
    var list =
        "cidr,owner,valid_from\n100.72.134.0/24,Web,\nno range/99,Web,\n100.72.135.0/24,Web,soon\n"
            + "100.72.134.0/24,Shop,\n100.72.136.0/24,\"Web\",\n";
    csv("", list)
        .then()
        .statusCode(422)
        .body("detail", containsString("3 lines are wrong, the first is line 3"))
        .body("detail", containsString("Nothing was changed"))
        .body("errors.field", contains("line 3", "line 4", "line 5"))
        .body("errors[2].message", containsString("than line 2"));
    entries("100.72.134.0/24").then().body("items", empty());

    csv("?onMistakes=skip", list)
        .then()
        .statusCode(200)
        .body("added", is(2))
        .body("refused", is(3))
        .body("mistakes.line", contains(3, 4, 5));
    holders("100.72.136.1", Instant.now()).then().body("owner", contains("Web"));
  }

  @Test
  void what_a_complete_list_does_not_name_any_more_ends() {
    var first = "cidr,owner\n100.72.137.0/25,Web\n100.72.137.128/25,Web\n";
    csv("?complete=true&source=" + source, first).then().statusCode(200).body("added", is(2));
    json()
        .body(Map.of("value", "100.72.138.0/24", "owner", "By hand"))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
    csv("?complete=true&source=" + source, "cidr,owner\n100.72.137.0/25,Web\nbroken,Web\n")
        .then()
        .statusCode(422)
        .body("detail", containsString("would end"));
    csv("?complete=true&onMistakes=skip&source=" + source, "cidr,owner\nbroken,Web\n")
        .then()
        .statusCode(422);
    csv("?complete=true&source=" + source, "cidr,owner\n").then().statusCode(422);

    var before = Instant.now();
    csv("?complete=true&source=" + source, "cidr,owner\n100.72.137.0/25,Web\n")
        .then()
        .statusCode(200)
        .body("unchanged", is(1))
        .body("ended", is(1))
        .body("changes.value", contains("100.72.137.128/25"));
    holders("100.72.137.130", Instant.now()).then().body("", empty());
    holders("100.72.137.130", before).then().body("owner", contains("Web"));
    holders("100.72.138.1", Instant.now()).then().body("owner", contains("By hand"));
    csv("?complete=true", first).then().statusCode(422).body("errors[0].field", is("source"));
  }

  @Test
  void accounts_of_an_organization_are_read_and_own_what_lies_in_them() {
    aws(
            "",
            """
            {"Accounts": [
              {"Id": "220000000001", "Arn": "arn:aws:organizations::1:account/o-1/2", "Name": "Payments",
               "Email": "aws+payments@desk.example", "Status": "ACTIVE", "JoinedTimestamp": "2020-01-01T00:00:00+00:00"},
              {"Id": "12", "Name": "broken"}]}
            """)
        .then()
        .statusCode(422)
        .body("errors.field", contains("line 4"));
    aws(
            "?onMistakes=skip",
            """
            {"Accounts": [{"Id": "220000000001", "Name": "Payments", "Email": "p@desk.example", "Status": "ACTIVE"},
              {"Id": "12"}]}
            {"Accounts": [{"Id": "220000000002", "Name": "Old", "Status": "SUSPENDED"}]}
            """)
        .then()
        .statusCode(200)
        .body("format", is("organizations list-accounts"))
        .body("added", is(2));
    entries("220000000001")
        .then()
        .body("items.alias", contains("Payments"))
        .body("items.contact", contains("p@desk.example"))
        .body("items.owner", contains(nullValue()));

    csv("", "account_id,owner,environment\n220000000001,Payments team,production\n")
        .then()
        .body("changed", is(1))
        .body("ended", is(0));
    json()
        .body(Map.of("value", "100.72.139.7", "accountId", "220000000001"))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
    holders("100.72.139.7", Instant.now())
        .then()
        .body("owner", contains("Payments team"))
        .body("tags[0]", contains("environment=production"));
    entries("100.72.139.7").then().body("items.ownerBy", contains("220000000001"));
  }

  @Test
  void instances_and_their_addresses_are_read_with_tags_and_times() {
    aws(
            "",
            """
            {"Reservations": [{"OwnerId": "220000000003", "Instances": [
              {"InstanceId": "i-0aaa000000000001", "State": {"Name": "running"}, "LaunchTime": "2026-05-01T10:00:00+00:00",
               "Placement": {"AvailabilityZone": "eu-west-1b"}, "PublicIpAddress": "100.72.140.1",
               "Tags": [{"Key": "Name", "Value": "web-1"}, {"Key": "Team", "Value": "Shop"}, {"Key": "env", "Value": "production"},
                        {"Key": "aws:autoscaling:groupName", "Value": "x"}],
               "NetworkInterfaces": [{"Association": {"PublicIp": "100.72.140.1", "IpOwnerId": "amazon"},
                 "Ipv6Addresses": [{"Ipv6Address": "2001:db8:140::1"}]}]},
              {"InstanceId": "i-0aaa000000000002", "State": {"Name": "terminated"}, "PublicIpAddress": "100.72.140.2"}]}]}
            """)
        .then()
        .statusCode(200)
        .body("added", is(3));
    holders("100.72.140.1", Instant.parse("2026-06-01T00:00:00Z"))
        .then()
        .body("owner", contains("Shop"))
        .body("resource", contains("i-0aaa000000000001"))
        .body("region", contains("eu-west-1"))
        .body("tags[0]", hasItems("environment=production", "Team=Shop"));
    holders("100.72.140.1", Instant.parse("2026-04-01T00:00:00Z")).then().body("", empty());
    holders("2001:db8:140::1", Instant.parse("2026-04-01T00:00:00Z"))
        .then()
        .body("owner", contains("Shop"));
    holders("i-0aaa000000000001", Instant.now()).then().body("owner", contains("Shop"));

    // another instance has the address since
    aws(
            "",
            """
            {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "OwnerId": "220000000003", "AvailabilityZone": "eu-west-1b",
              "Attachment": {"InstanceId": "i-0aaa000000000003", "AttachTime": "2026-09-01T00:00:00+00:00"},
              "Association": {"PublicIp": "100.72.140.1", "IpOwnerId": "amazon"}, "TagSet": [{"Key": "Owner", "Value": "Batch"}]}]}
            """)
        .then()
        .statusCode(200)
        .body("added", is(1))
        .body("ended", is(1));
    holders("100.72.140.1", Instant.parse("2026-08-31T23:00:00Z"))
        .then()
        .body("owner", contains("Shop"));
    holders("100.72.140.1", Instant.parse("2026-09-01T00:00:00Z"))
        .then()
        .body("owner", contains("Batch"));
  }

  @Test
  void elastic_addresses_and_what_aws_config_lists_are_read() {
    aws(
            "?account=220000000004",
            """
            {"Addresses": [{"PublicIp": "100.72.141.1", "AllocationId": "eipalloc-1", "InstanceId": "i-0bbb000000000001",
              "NetworkBorderGroup": "us-east-1", "Tags": [{"Key": "owner", "Value": "Net"}]}]}
            """)
        .then()
        .statusCode(200)
        .body("format", is("ec2 describe-addresses"))
        .body("added", is(1));
    holders("100.72.141.1", Instant.now())
        .then()
        .body("owner", contains("Net"))
        .body("accountId", contains("220000000004"))
        .body("resource", contains("i-0bbb000000000001"));

    aws(
            "",
            """
            {"Results": [
              "{\\"resourceId\\":\\"logs-of-config\\",\\"resourceType\\":\\"AWS::S3::Bucket\\",\\"accountId\\":\\"220000000004\\",\\"awsRegion\\":\\"eu-west-1\\",\\"arn\\":\\"arn:aws:s3:::logs-of-config\\",\\"tags\\":[{\\"key\\":\\"Owner\\",\\"value\\":\\"Data\\"}]}",
              "{\\"resourceId\\":\\"eipalloc-2\\",\\"resourceType\\":\\"AWS::EC2::EIP\\",\\"accountId\\":\\"220000000004\\",\\"awsRegion\\":\\"eu-west-1\\",\\"configuration\\":{\\"publicIp\\":\\"100.72.141.2\\",\\"instanceId\\":\\"i-0bbb000000000002\\"},\\"tags\\":{\\"Owner\\":\\"Edge\\"}}",
              "no json"],
             "QueryInfo": {"SelectFields": [{"Name": "resourceId"}]}}
            """)
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("is no entry"));
    aws(
            "",
            """
            {"Results": [
              "{\\"resourceId\\":\\"logs-of-config\\",\\"resourceType\\":\\"AWS::S3::Bucket\\",\\"accountId\\":\\"220000000004\\",\\"awsRegion\\":\\"eu-west-1\\",\\"arn\\":\\"arn:aws:s3:::logs-of-config\\",\\"tags\\":[{\\"key\\":\\"Owner\\",\\"value\\":\\"Data\\"}]}",
              "{\\"resourceId\\":\\"eipalloc-2\\",\\"resourceType\\":\\"AWS::EC2::EIP\\",\\"accountId\\":\\"220000000004\\",\\"awsRegion\\":\\"eu-west-1\\",\\"configuration\\":{\\"publicIp\\":\\"100.72.141.2\\",\\"instanceId\\":\\"i-0bbb000000000002\\"},\\"tags\\":{\\"Owner\\":\\"Edge\\"}}"]}
            """)
        .then()
        .statusCode(200)
        .body("added", is(2));
    holders("logs-of-config", Instant.now()).then().body("owner", contains("Data"));
    holders("100.72.141.2", Instant.now()).then().body("owner", contains("Edge"));
  }

  @Test
  void patterns_of_arns_and_tags_say_whose_things_are() {
    csv(
            "",
            "value,kind,owner\n"
                + "arn:aws:s3:::imp-*,pattern,Storage\n"
                + "arn:aws:s3:::imp-logs-*,,Logs\n"
                + "imp=payments,tag,Payments\n")
        .then()
        .statusCode(200)
        .body("added", is(3));
    holders("arn:aws:s3:::imp-data", Instant.now()).then().body("owner", contains("Storage"));
    holders("arn:aws:s3:::imp-logs-1", Instant.now()).then().body("owner", contains("Logs"));
    holders("arn:aws:s3:::other-imp-logs-1", Instant.now()).then().body("", empty());
    json()
        .body(Map.of("value", "imp-data", "owner", "Exactly"))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
    holders("arn:aws:s3:::imp-data", Instant.now()).then().body("owner", contains("Exactly"));

    json()
        .body(Map.of("value", "100.72.142.1", "tags", List.of("imp=payments")))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
    holders("100.72.142.1", Instant.now()).then().body("owner", contains("Payments"));
    csv("", "pattern,owner\narn:aws:*:::x,All\n")
        .then()
        .statusCode(422)
        .body("detail", containsString("must name the service"));
  }

  @Test
  void what_is_no_list_is_refused_with_what_would_be_one() {
    aws("", "{\"Buckets\": []}")
        .then()
        .statusCode(422)
        .body("detail", containsString("describe-addresses"));
    aws("", "{\"Accounts\": [{\"Id\": ")
        .then()
        .statusCode(422)
        .body("detail", containsString("line 1"));
    csv("", "cidr,owner,colour\n100.72.143.0/24,Web,blue\n")
        .then()
        .statusCode(422)
        .body("detail", containsString("colour"));
    csv("?dryRun=maybe", "cidr,owner\n").then().statusCode(422);
    csv("?asOf=3000-01-01T00:00:00Z", "cidr,owner\n").then().statusCode(422);
    csv("", "cidr,owner\n100.72.143.0/24,\"Web\n")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("line 2"))
        .body("detail", containsString("quote"));
  }

  @Test
  void what_would_be_lost_or_garbled_without_a_word_is_refused() {
    csv(
            "?onMistakes=skip",
            "cidr,owner\n100.72.144.0/24,Web\n100.72.145.0/24,\"Web\n100.72.146.0/24,Web\n")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("line 3"))
        .body("detail", containsString("quote"));
    entries("100.72.144.0/24").then().body("items", empty());
    client()
        .contentType("text/csv")
        .body("cidr,owner\n100.72.144.0/24,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1))
        .post("/api/v1/inventory/imports")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("line 2"))
        .body("detail", containsString("UTF-8"));
    entries("100.72.144.0/24").then().body("items", empty());
  }

  @Test
  void a_date_is_its_first_moment_in_utc() {
    csv(
            "",
            "cidr,owner,valid_from,valid_until\n"
                + "100.72.147.0/24,Web,2026-01-01,2026-02-01T12:00:00Z\n")
        .then()
        .statusCode(200);
    entries("100.72.147.0/24")
        .then()
        .body("items[0].validFrom", is("2026-01-01T00:00:00Z"))
        .body("items[0].validUntil", is("2026-02-01T12:00:00Z"));
  }

  @Test
  void many_lines_with_mistakes_in_some_are_told_quickly_and_change_nothing() {
    var list = new StringBuilder("value,owner,account_id,tags\n");
    for (int i = 0; i < LINES; i++) {
      boolean wrong = i % (LINES / 10) == LINES / 10 - 1;
      list.append("many-").append(source).append('-').append(i).append(",Team ").append(i % 50);
      list.append(wrong ? ",12,\n" : ",220000000005,team=t" + i % 50 + ";env=test\n");
    }
    var text = list.toString();
    long start = System.nanoTime();
    csv("", text)
        .then()
        .statusCode(422)
        .body("detail", containsString("10 lines are wrong, the first is line " + (LINES / 10 + 1)))
        .body("errors.size()", is(10));
    var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(seconds).isLessThan(60);
    entries("many-" + source).then().body("items", empty());
  }
}
