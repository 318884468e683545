package dev.demarc.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the database and the relay say became of the reports that were acknowledged. */
final class Ledger {

  private static final Pattern TITLE = Pattern.compile("faultsrun\\d{8}");

  interface Connector {
    Connection connect() throws Exception;
  }

  /**
   * The counts of one run.
   *
   * @param lost acknowledged, not filed, not stuck where people see it, and no job will file it
   * @param waiting acknowledged, and stuck or still to be filed by its job
   */
  record Counts(
      int acknowledged,
      int filed,
      int filedTwice,
      int notified,
      int notifiedTwice,
      int lost,
      int waiting) {}

  private final Connector connector;
  private final ScriptedRelay relay;

  Ledger(Connector connector, ScriptedRelay relay) {
    this.connector = connector;
    this.relay = relay;
  }

  Connection connect() throws Exception {
    return connector.connect();
  }

  /** How many of the acknowledged reports are filed, whoever acknowledged them. */
  int filed(Set<Integer> acknowledged) throws Exception {
    try (var connection = connector.connect()) {
      var filings = filings(connection);
      return (int) acknowledged.stream().filter(n -> filings.containsKey(Load.title(n))).count();
    }
  }

  /** How many of the acknowledged reports some team was told of. */
  int notified(Set<Integer> acknowledged) {
    var told = titlesTold();
    return (int) acknowledged.stream().filter(n -> told.contains(Load.title(n))).count();
  }

  Counts count(Map<Integer, String> acknowledged) throws Exception {
    try (var connection = connector.connect()) {
      var filings = filings(connection);
      var kept = kept(connection);
      int filed = 0;
      int lost = 0;
      int waiting = 0;
      for (var entry : acknowledged.entrySet()) {
        int n = entry.getKey();
        if (filings.containsKey(Load.title(n))) {
          filed++;
        } else if (kept.contains(entry.getValue()) || kept.contains(Load.messageId(n))) {
          waiting++;
        } else {
          lost++;
        }
      }
      int twice = (int) filings.values().stream().filter(times -> times > 1).count();
      return new Counts(
          acknowledged.size(),
          filed,
          twice,
          notified(acknowledged.keySet()),
          notifiedTwice(),
          lost,
          waiting);
    }
  }

  /** How often a report of each title is in a case. */
  private static Map<String, Integer> filings(Connection connection) throws SQLException {
    var filings = new HashMap<String, Integer>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select title, count(*) from case_report where title like 'faultsrun%' group by"
                    + " 1")) {
      while (rows.next()) {
        filings.put(rows.getString(1), rows.getInt(2));
      }
    }
    return filings;
  }

  /** The ids and Message-IDs of reports that people see as stuck, or that have a job. */
  private static Set<String> kept(Connection connection) throws SQLException {
    var kept = new HashSet<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select r.id::text, r.message_id from report r left join filing f on f.report_id ="
                    + " r.id where f.status = 'STUCK' or exists (select 1 from scheduled_tasks t"
                    + " where t.task_name = 'file-report' and t.task_instance = r.id::text)")) {
      while (rows.next()) {
        kept.add(rows.getString(1));
        kept.add(rows.getString(2));
      }
    }
    return kept;
  }

  private Set<String> titlesTold() {
    var told = new HashSet<String>();
    for (var mail : relay.taken()) {
      var titles = TITLE.matcher(mail.text());
      while (titles.find()) {
        told.add(titles.group());
      }
    }
    return told;
  }

  /** Mails that the relay took more than once: the same Message-ID, or the same words again. */
  private int notifiedTwice() {
    var times = new HashMap<String, Integer>();
    var words = new HashMap<String, Integer>();
    for (var mail : relay.taken()) {
      times.merge(mail.messageId(), 1, Integer::sum);
      words.merge(mail.recipient() + ' ' + mail.subject(), 1, Integer::sum);
    }
    return Math.max(
        (int) times.values().stream().filter(n -> n > 1).count(),
        (int) words.values().stream().filter(n -> n > 1).count());
  }
}
