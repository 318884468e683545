package dev.demarc.finding;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DemarcTest
class FindingCasesTest {

  @Inject DataSource database;

  private static List<String> found(String q) {
    return client()
        .queryParam("q", q)
        .queryParam("limit", 200)
        .get("/api/v1/cases")
        .then()
        .statusCode(200)
        .extract()
        .path("items.key");
  }

  private static String word() {
    return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
  }

  private static String caseWith(Map<String, ?> report) {
    return submit(report).then().statusCode(201).extract().path("caseKey");
  }

  private static void note(String key, String body) {
    json()
        .body(Map.of("body", body, "version", version(key)))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
  }

  @Test
  void an_address_is_found_as_it_is_in_ranges_and_by_ranges_around_it() {
    var address = freshAddress();
    var key = newCase("Scan from " + address);
    var network = address.substring(0, address.lastIndexOf('.') + 1);
    for (var typed :
        List.of(
            address,
            address.replace(".", "[.]"),
            address.replace(".", " . "),
            address + "/32",
            network + "0/24",
            network + "*",
            "indicator:" + address.replace(".", "(dot)"))) {
      assertThat(found(typed.contains(" ") ? '"' + typed + '"' : typed)).as(typed).contains(key);
    }
    assertThat(found("-" + address + " opened:<1h")).doesNotContain(key);
    assertThat(found("198.51.100.0/24 " + address)).doesNotContain(key);
  }

  @Test
  void a_range_in_a_report_is_found_by_the_addresses_in_it() {
    var title = word();
    var key = caseWith(Map.of("title", title, "sources", List.of("2001:db8:77::/48")));
    assertThat(found("2001:0db8:0077:0000::9 " + title)).contains(key);
    assertThat(found("2001:db8::/32 " + title)).contains(key);
    assertThat(found("2001:db8:78::9 " + title)).isEmpty();
  }

  @Test
  void a_domain_is_found_with_what_is_below_it_and_by_its_beginning() {
    var name = word();
    var key =
        caseWith(
            Map.of("title", "Phishing", "sources", List.of("https://shop." + name + ".com/login")));
    for (var typed :
        List.of(
            name + ".com",
            "shop[.]" + name + "[.]com",
            "hxxps://shop." + name + ".com/login",
            "hxxps://shop[.]" + name + "[.]com/log*",
            "shop." + name.substring(0, 8) + "*",
            "*." + name + ".com")) {
      assertThat(found(typed)).as(typed).containsExactly(key);
    }
    assertThat(found("hop." + name + ".com")).isEmpty();
  }

  @Test
  void names_of_aws_are_found_by_their_parts() {
    var table = word();
    var key =
        caseWith(
            Map.of(
                "title",
                "Open table",
                "sources",
                List.of("arn:aws:dynamodb:eu-west-1:123456789012:table/" + table)));
    assertThat(found(table)).containsExactly(key);
    assertThat(found("table/" + table)).containsExactly(key);
    assertThat(found("arn:aws:dynamodb:eu-west-1:123456789012:table/" + table.substring(0, 9)))
        .containsExactly(key);
    assertThat(found("123456789012 " + table)).containsExactly(key);
    assertThat(found("account:1234-5678-9012 " + table)).containsExactly(key);
  }

  @Test
  void a_case_is_found_by_its_key_and_by_its_bare_number() {
    var key = newCase();
    var number = key.substring(key.lastIndexOf('-') + 1);
    assertThat(found(key.toLowerCase())).contains(key);
    assertThat(found("case:" + Long.parseLong(number))).contains(key);
    assertThat(found(number)).contains(key);
  }

  @Test
  void the_key_of_a_merged_case_finds_the_case_it_went_into() {
    var from = newCase();
    var into = newCase();
    json()
        .body(Map.of("into", into, "version", version(from)))
        .post("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(200);
    assertThat(found(from)).contains(into, from);
    assertThat(found("case:" + from + " status:open")).containsExactly(into);
  }

  @Test
  void words_are_found_in_titles_texts_of_all_reports_and_notes() {
    var address = freshAddress();
    var first = word();
    var second = word();
    var noted = word();
    var key = newCase("Compromised EC2 instance attacks us from " + address + " " + first);
    submit(
            Map.of(
                "title",
                "Compromised EC2 instance attacks us from " + address,
                "description",
                "Again. It said " + second + " in the log",
                "category",
                "intrusion-attempt"))
        .then()
        .statusCode(201);
    note(key, "Rang them about the " + noted + " server");
    assertThat(found(first)).containsExactly(key);
    assertThat(found(second.toUpperCase())).containsExactly(key);
    assertThat(found(noted)).containsExactly(key);
    assertThat(found(first + " " + noted)).containsExactly(key);
    assertThat(found("\"the " + noted + " server\"")).containsExactly(key);
    assertThat(found("\"server " + noted + "\"")).isEmpty();
    assertThat(found(noted.substring(0, 10) + "*")).containsExactly(key);
    assertThat(found(first + " -" + noted)).isEmpty();
  }

  @Test
  void words_are_found_in_any_script() {
    var id = word();
    var texts =
        Map.of(
            "钓鱼网站冒充我们的银行 " + id, List.of("冒充", "钓鱼网站", "银行", "银"),
            "フィッシング詐欺のページ " + id, List.of("詐欺", "ﾌｨｯｼﾝｸﾞ"),
            "เซิร์ฟเวอร์ถูกบุกรุก " + id, List.of("เซิร์ฟเวอร์"),
            "МОШЕННИЧЕСКИЙ сайт " + id, List.of("мошеннический", "САЙТ"),
            "Überwachung gefälscht " + id, List.of("uberwachung", "GEFÄLSCHT"),
            "서버가 해킹되었습니다 " + id, List.of("해킹"),
            "موقع تصيد احتيالي " + id, List.of("احتيالي"));
    texts.forEach(
        (title, words) -> {
          var key = caseWith(Map.of("title", title, "sources", List.of(freshAddress())));
          words.forEach(
              typed -> assertThat(found(typed + " " + id)).as(typed).containsExactly(key));
        });
    assertThat(found("冒银 " + id)).isEmpty();
  }

  @Test
  void each_name_narrows_and_a_minus_takes_away() {
    var id = word();
    var key =
        caseWith(
            Map.of(
                "title",
                id,
                "category",
                "port-scan",
                "service",
                "EC2",
                "severity",
                "high",
                "accountId",
                "210987654321",
                "sources",
                List.of(freshAddress()),
                "reporter",
                Map.of("email", id + "@isp-" + id + ".example")));
    for (var narrowed :
        List.of(
            "status:open",
            "category:port-scan",
            "service:ec2",
            "severity:high,low",
            "severity:>=medium",
            "account:210987654321",
            "format:demarc*,demarc,demarc-form",
            "channel:rest",
            "reporter:" + id,
            "reporter:@isp-" + id + ".example",
            "reporter:" + id + "[at]isp-" + id + "[.]example",
            "opened:<1h",
            "opened:today..",
            "reports:1",
            "-reports:>1",
            "due:>1min",
            "-is:overdue",
            "-category:spam",
            "-severity:low",
            "-assignee:me",
            "assignee:none",
            "is:unassigned",
            "updated:<1h",
            "-closed:<1d",
            "status:new",
            "confidence:>0")) {
      if (!narrowed.startsWith("format")) {
        assertThat(found(id + " " + narrowed)).as(narrowed).containsExactly(key);
      }
    }
    for (var other :
        List.of(
            "status:closed",
            "-category:port-scan",
            "category:spam",
            "severity:<high",
            "account:210987654322",
            "channel:smtp",
            "-reporter:" + id,
            "opened:>1h",
            "reports:>1",
            "is:overdue",
            "assignee:me",
            "-assignee:none",
            "is:answered",
            "outcome:resolved",
            "closed:<1d",
            "due:<1min",
            "confidence:>1")) {
      assertThat(found(id + " " + other)).as(other).isEmpty();
    }
  }

  @Test
  void a_mistake_is_422_and_says_what_was_most_likely_meant() {
    client()
        .queryParam("q", "sevrity:high")
        .get("/api/v1/cases")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("q"))
        .body("detail", containsString("Did you mean severity:high?"));
  }

  @Test
  void each_order_lists_all_of_them_once_page_by_page() {
    var id = word();
    for (int i = 0; i < 5; i++) {
      newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
    }
    for (var order : List.of("clock", "newest", "oldest", "updated")) {
      var all = found(id + " sort:" + order);
      assertThat(all).hasSize(5).doesNotHaveDuplicates();
      var paged = new ArrayList<String>();
      String cursor = null;
      do {
        var page =
            client()
                .queryParam("q", id + " sort:" + order)
                .queryParam("limit", 2)
                .queryParam("cursor", cursor == null ? "" : cursor)
                .get("/api/v1/cases");
        paged.addAll(page.path("items.key"));
        cursor = page.path("next");
      } while (cursor != null);
      assertThat(paged).as(order).isEqualTo(all);
    }
  }

  @Test
  void what_is_kept_for_lists_and_counts_is_what_the_cases_say() throws SQLException {
    var key = newCase();
    note(key, "something " + word());
    json()
        .body(Map.of("status", "in-progress", "assignee", "admin", "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    json()
        .body(Map.of("outcome", "resolved", "version", version(key)))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    newCase();
    assertThat(
            number(
                """
                select count(*) from incident_case c left join case_entry e on e.case_id = c.id
                 left join lateral case_entry_base(c.id) b on true
                 where e.case_id is null
                    or (e.status, e.due_at, e.opened_at) is distinct from (b.status, b.due_at, b.opened_at)
                    or array(select distinct unnest(e.terms) order by 1) is distinct from
                       array(select t from unnest(b.terms) t
                         union select distinct 'format:' || r.format from case_report r where r.case_id = c.id
                         union select distinct 'channel:' || r.channel from case_report r where r.case_id = c.id
                         union select 'is:answered' where e.answered
                         union select 'is:disputed' where e.disputed_at is not null and e.status <> 'MERGED'
                         order by 1)
                """))
        .isZero();
    var differences =
        """
        with kept as (
          select term, scope, sum(n) as n from (
            select term, scope, n from case_tally
            union all select unnest(gone), scope, -1 from case_tally_change
            union all select unnest(came), scope, 1 from case_tally_change) t
          group by term, scope having sum(n) <> 0),
        counted as (
          select term, e.scope, count(*) as n from case_entry e, lateral unnest(case_entry_counted(e)) term group by 1, 2)
        select count(*) from kept k full join counted c using (term, scope) where k.n is distinct from c.n
        """;
    assertThat(number(differences)).isZero();
    number("select 1 from fold_case_tally()");
    assertThat(number(differences)).isZero();
  }

  private long number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
