package dev.demarc.console;

import dev.demarc.Api;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * What a desk has before it on a busy day, for pictures: many cases of many kinds, some taken or
 * waiting, a storm of 40 reports and one of 1,000, spread over the last hours.
 */
final class DeskAtWork {

  private record Kind(String title, String text, String category, String service, String account) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "SSH brute force from %s",
              "We saw 1,204 failed logins from %s within fifteen minutes. The EC2 instance behind"
                  + " it seems to be compromised.",
              "intrusion-attempt",
              "EC2",
              "123456789012"),
          new Kind(
              "Spam sent through %s",
              "Our filter stopped 3,100 messages from %s, an SES sending address. They"
                  + " advertise a pharmacy.",
              "spam",
              "SES",
              "555500001111"),
          new Kind(
              "Phishing page imitates Example Bank on %s",
              "A copy of our sign-in page is served by %s from a bucket. Customers entered"
                  + " passwords there.",
              "phishing",
              "S3",
              "555500001111"),
          new Kind(
              "Host %s degraded since the morning",
              "The hypervisor below our instance %s reports failing memory; packets are lost on"
                  + " the physical host.",
              "host-fault",
              "EC2",
              "444455556666"),
          new Kind(
              "Database engine at %s misses a patch",
              "The managed engine at %s runs a version with a known hole; the maintenance window"
                  + " passed without the update.",
              "missing-patch",
              "RDS",
              "123456789012"),
          new Kind("Something odd from %s", "We see strange traffic from %s.", "", "", ""),
          new Kind(
              "Open resolver at %s takes part in a flood",
              "%s answers any query and took part in a DNS amplification of 40 Gbit/s.",
              "open-proxy",
              "EC2",
              "777788889999"));

  private static final String[] REPORTERS = {
    "noc@northwind.example", "cert@harbour.example", "soc@example.org"
  };

  private DeskAtWork() {}

  record Storms(String forty, String thousand) {}

  static Storms open(DataSource database) {
    try {
      var calls = new ArrayList<Callable<Object>>();
      for (int i = 0; i < 220; i++) {
        int n = i;
        calls.add(() -> single(n));
      }
      in(calls);
      var storms = new Storms(storm("203.0.113.77", 40), storm("198.51.100.23", 1000));
      spread(database);
      lists(database);
      return storms;
    } catch (InterruptedException | ExecutionException | SQLException e) {
      throw new IllegalStateException("the desk could not be filled", e);
    }
  }

  private static Object single(int n) {
    var kind = KINDS.get(n % KINDS.size());
    var address = "192.0.2." + (n + 1);
    var report = new HashMap<String, Object>();
    report.put("title", kind.title().formatted(address));
    report.put("description", kind.text().formatted(address));
    report.put("sources", List.of(address));
    if (!kind.category().isEmpty()) {
      report.put("category", kind.category());
      report.put("service", kind.service());
      report.put("accountId", kind.account());
    }
    var answer = Api.submit(report);
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.asString());
    }
    return answer;
  }

  private static String storm(String address, int reports)
      throws InterruptedException, ExecutionException {
    var first = (String) one(address, 0).path("caseKey");
    var calls = new ArrayList<Callable<Object>>();
    for (int i = 1; i < reports; i++) {
      int n = i;
      calls.add(() -> one(address, n));
    }
    in(calls);
    return first;
  }

  private static Response one(String address, int n) {
    var contact = REPORTERS[n % 7 < 4 ? 0 : n % 7 < 6 ? 1 : 2];
    var sender =
        Map.of(
            "org", contact.substring(contact.indexOf('@') + 1),
            "contact", contact,
            "domain", contact.substring(contact.indexOf('@') + 1));
    return Api.json()
        .body(
            Map.ofEntries(
                Map.entry("xarf_version", "4.0.0"),
                Map.entry("report_id", UUID.randomUUID().toString()),
                Map.entry("timestamp", "2026-11-20T09:14:05Z"),
                Map.entry("reporter", sender),
                Map.entry("sender", sender),
                Map.entry("source_identifier", address),
                Map.entry("source_port", 1024 + n),
                Map.entry("category", "connection"),
                Map.entry("type", "login_attack"),
                Map.entry("evidence_source", "honeypot"),
                Map.entry("destination_ip", "198.51.100." + (100 + n % 100)),
                Map.entry("destination_port", 22),
                Map.entry("protocol", "tcp"),
                Map.entry("first_seen", "2026-11-20T08:58:31Z"),
                Map.entry(
                    "description",
                    (900 + n) + " failed SSH logins for root and admin within fifteen minutes")))
        .post("/api/v1/reports");
  }

  private static void in(List<Callable<Object>> calls)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** All came just now; a desk's came over hours. */
  private static void spread(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "update case_report set received_at = received_at - power(random(), 2) * interval '9"
              + " hours'");
      statement.execute(
          "update incident_case set opened_at = opened_at - (number % 50) * interval '11 minutes'"
              + " from (select case_id, number from case_entry) e where e.case_id = id");
      statement.execute(
          "update incident_case set due_at = opened_at + interval '7 hours' where due_at is not"
              + " null");
      statement.execute(
          "update case_clock k set started_at = c.opened_at, due_at = c.opened_at + case when"
              + " measure = 'RESOLVE' then interval '7 hours' when measure = 'ACKNOWLEDGE' and"
              + " number % 3 = 0 and number % 5 > 0 then interval '6 hours' else interval '8"
              + " hours' end from incident_case c, case_entry e where c.id = k.case_id and"
              + " e.case_id = c.id and k.side is not null");
      statement.execute(
          "update work_item w set due_at = c.due_at, created_at = c.opened_at from incident_case c"
              + " where c.id = w.case_id and c.due_at is not null");
      statement.execute(
          "update work_item w set status = 'IN_PROGRESS', assignee = 'admin' from case_entry e"
              + " where e.case_id = w.case_id and number % 5 = 0 and w.status = 'NEW'");
    }
  }

  /** What settings list, by the hundred. */
  private static void lists(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into csv_mapping (name, columns, changed_at, changed_by) select 'partner-' ||"
              + " lpad(n::text, 3, '0'), (select jsonb_object_agg('Spalte ' || k, case when k = 1"
              + " then 'sources' when k = 2 then 'description' else '' end) from generate_series(1,"
              + " 4 + n % 20) k), now() - n * interval '1 day', 'admin' from generate_series(1,"
              + " 120) n");
      statement.execute(
          "insert into person (id, username, name, role, password_hash, created_at) select"
              + " gen_random_uuid(), 'desk' || n, 'Member ' || n, 'analyst', '-', now() from"
              + " generate_series(1, 130) n");
    }
    for (var note : List.of("too curt", "names the reference", "as the lawyers want it")) {
      Api.json()
          .body(Map.of("title", "Erhalten, in Arbeit", "language", "de", "body", note + ": {key}"))
          .put("/api/v1/reply-templates/working-de?note=" + note.replace(' ', '-'));
    }
  }
}
