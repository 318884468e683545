package dev.demarc.faults;

import dev.demarc.startup.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Has many work on the same few cases at once, on two nodes with one database, and counts what
 * PostgreSQL had to end because two waited for each other, what was answered, and what does not fit
 * together at the end. {@code bench/together [seconds] [threads]}; exits with 1 where there was a
 * deadlock, a 500 or a wrong end.
 */
final class TogetherRun implements AutoCloseable {

  private static final int CASES = 8;

  /** What no row may show when all is filed and delivered, by what it would mean. */
  private static final Map<String, String> WRONG_ENDS = wrongEnds();

  private final Path folder;
  private final EmbeddedDatabase database;
  private final ScriptedRelay relay = new ScriptedRelay();
  private final List<Node> nodes = new ArrayList<>();

  private TogetherRun() throws Exception {
    folder = Files.createTempDirectory("demarc-together");
    database =
        EmbeddedDatabase.start(
            folder.resolve("database"),
            folder.resolve("binaries"),
            Map.of("max_connections", "120", "log_min_messages", "error"));
    for (int i = 0; i < 2; i++) {
      nodes.add(new Node(folder.resolve("node" + i), options(), environment()).launch());
      nodes.get(i).awaitReady();
    }
  }

  private List<String> options() {
    return List.of(
        "-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl(),
        "-Dquarkus.datasource.username=" + database.user(),
        "-Dquarkus.datasource.password=" + database.password(),
        "-Ddemarc.relay.host=127.0.0.1",
        "-Ddemarc.relay.port=" + relay.port(),
        // of resolvers' secrets
        "-Ddemarc.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        // so that what is taken back and what is delivered meet
        "-Ddemarc.mail.undo-delay=1s",
        "-Ddemarc.mail.acknowledgements-per-day=100000",
        "-Ddemarc.mail.fold-after=3",
        "-Ddemarc.mail.fold-window=2s");
  }

  private static Map<String, String> environment() {
    return Map.of("DEMARC_LIMITS_CALLS_PER_SECOND", "0", "DEMARC_FILING_SWEEP_EVERY", "5s");
  }

  private static Map<String, String> wrongEnds() {
    var ends = new LinkedHashMap<String, String>();
    ends.put(
        "cases whose count of reports is not what they have",
        "select count(*) from incident_case c where c.status <> 'MERGED' and c.report_count <>"
            + " greatest(1, (select count(*) from case_report r where r.case_id = c.id)) and not"
            // mails that answer or come back are on a case and no reports
            + " exists (select 1 from case_report r where r.case_id = c.id and r.joined_because"
            + " like 'it %')");
    ends.put(
        "merged cases that lead nowhere, and others that lead somewhere",
        "select count(*) from incident_case where (status = 'MERGED') <> (merged_into is not null)");
    ends.put(
        "reports on merged cases",
        "select count(*) from case_report r join incident_case c on c.id = r.case_id where c.status"
            + " = 'MERGED'");
    ends.put(
        "reports that are on a case and set aside",
        "select count(*) from case_report r join filing f using (report_id) where f.set_aside is"
            + " not null");
    ends.put(
        "closed cases with open parts",
        "select count(*) from incident_case c join work_item w on w.case_id = c.id where c.status ="
            + " 'CLOSED' and w.status not in ('DONE', 'RESOLVED', 'CLOSED', 'WITHDRAWN')");
    ends.put(
        "lists that show another status than the case has",
        "select count(*) from incident_case c join case_entry e on e.case_id = c.id where e.status"
            + " <> c.status");
    ends.put(
        "figures that count another number of reports than the case has",
        "select count(*) from incident_case c join case_figure f on f.case_id = c.id where"
            + " f.reports <> c.report_count");
    ends.put(
        "indicators that fewer or more reports of a case name than are counted",
        "select count(*) from case_indicator where reports <= 0");
    ends.put(
        "timelines with a gap",
        "select count(*) from timeline_head h where h.position <> (select count(*) from"
            + " timeline_entry e where e.case_id = h.case_id)");
    ends.put(
        "mails that wait and have no job",
        "select count(*) from outbox m where m.status = 'PENDING' and not exists (select from"
            + " delivery_job j where j.task_instance = m.id::text)");
    ends.put("reports that are stuck", "select count(*) from filing where status = 'STUCK'");
    return ends;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 24;
    boolean right;
    try (var run = new TogetherRun()) {
      right = run.run(seconds, threads);
    }
    System.exit(right ? 0 : 1);
  }

  private boolean run(int seconds, int threads) throws Exception {
    execute(
        "insert into opening_rule (category, reports, within_hours, changed_at, changed_by) values"
            + " ('spam', 3, 24, now(), 'together')");
    var work = new TogetherWork(nodes, relay);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var all = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) {
      int seed = i;
      all.add(Daemon.start("together", () -> work.workUntil(end, seed)));
    }
    while (System.nanoTime() < end) {
      work.lookAt(
          strings("select key from incident_case order by updated_at desc limit " + CASES),
          strings("select report_id::text from filing where set_aside is not null limit 20"));
      Wait.millis(300);
    }
    for (var thread : all) {
      thread.join(45_000);
    }
    return count(work);
  }

  private boolean count(TogetherWork work) throws Exception {
    boolean filed =
        Wait.until(
            Duration.ofSeconds(60),
            () -> number("select count(*) from filing where status = 'RECEIVED'") == 0);
    System.out.println(filed ? "all is filed" : "not all was filed within a minute");
    Wait.until(
        Duration.ofSeconds(30),
        () -> number("select count(*) from outbox where status = 'PENDING'") == 0);
    var statuses = new TreeMap<Integer, Integer>();
    work.answers()
        .forEach(
            (deed, answers) -> {
              System.out.printf("%-20s %s%n", deed, new TreeMap<>(answers));
              answers.forEach((status, n) -> statuses.merge(status, n.get(), Integer::sum));
            });
    System.out.println("answers " + statuses);
    long deadlocks =
        number("select deadlocks from pg_stat_database where datname = current_database()");
    System.out.println("deadlocks " + deadlocks);
    if (deadlocks > 0) {
      explain();
    }
    int blamed =
        statuses.entrySet().stream()
            .filter(e -> e.getKey() == 500 || e.getKey() == -1)
            .mapToInt(Map.Entry::getValue)
            .sum();
    return wrongEnds(work) == 0 && filed && deadlocks == 0 && blamed == 0;
  }

  private long wrongEnds(TogetherWork work) throws SQLException {
    long wrong = 0;
    for (var end : WRONG_ENDS.entrySet()) {
      long found = number(end.getValue());
      wrong += found;
      if (found > 0) {
        System.out.println(found + " " + end.getKey());
      }
    }
    var kept = Set.copyOf(strings("select report_id::text from filing"));
    long lost = work.acknowledged().stream().filter(id -> !kept.contains(id)).count();
    System.out.printf(
        "%,d reports acknowledged, %d lost, wrong ends %d%n",
        work.acknowledged().size(), lost, wrong);
    return wrong + lost;
  }

  /** Who waited for whom, as PostgreSQL's log tells it. */
  private void explain() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("database"))) {
      for (var log :
          files.filter(f -> f.getFileName().toString().equals("postgres.log")).toList()) {
        var lines = Files.readAllLines(log);
        lines.stream()
            .filter(line -> line.contains("deadlock detected") || line.matches("\\s+Process .*"))
            .map(
                line ->
                    line.length() > 300
                        ? line.substring(0, 100) + " … " + line.substring(line.length() - 150)
                        : line)
            .forEach(System.out::println);
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(strings(sql).get(0));
  }

  private List<String> strings(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  @Override
  public void close() throws Exception {
    for (var node : nodes) {
      node.close();
    }
    relay.close();
    database.close();
  }
}
