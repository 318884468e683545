package dev.demarc.ops;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about work that waits, at one moment. Each question has an index to answer
 * it from, and none reads a table that grows for ever.
 *
 * @param oldestWaiting when the oldest report that is not filed came in; null where none waits
 * @param mailsByStatus without those that were sent
 * @param oldestPendingMail null where none is to be sent
 * @param oldestDueJob by engine; without those that have none
 * @param rawReportBytes what the table of raw reports takes on the disk
 */
record BacklogQueries(
    Instant at,
    long waiting,
    @Nullable Instant oldestWaiting,
    long stuck,
    Map<String, Long> mailsByStatus,
    @Nullable Instant oldestPendingMail,
    Map<String, Instant> oldestDueJob,
    long rawReportBytes,
    List<MailboxFigures> mailboxes) {

  /**
   * One mailbox that is switched on.
   *
   * @param lastRead null where it never was
   */
  record MailboxFigures(String id, @Nullable Instant lastRead, int failures) {}

  static final BacklogQueries NONE =
      new BacklogQueries(Instant.EPOCH, 0, null, 0, Map.of(), null, Map.of(), 0, List.of());

  /** The id of a report begins with the time it came in (UUIDv7). */
  private static final String REPORTS =
      "select (select count(*) from filing where status = 'RECEIVED'),"
          + " (select received_at from report where id = (select report_id from filing"
          + "   where status = 'RECEIVED' order by report_id limit 1)),"
          + " (select count(*) from filing where status = 'STUCK'),"
          + " pg_total_relation_size('report_raw')";

  private static final String MAILS =
      "select lower(status), count(*), min(created_at) from outbox"
          + " where status in ('PENDING', 'HELD', 'FAILED', 'BOUNCED') group by status";

  private static final String JOBS =
      "select 'jobs', min(execution_time) from scheduled_tasks"
          + " where not picked and execution_time <= now()"
          + " union all select 'mails', min(execution_time) from delivery_job"
          + " where not picked and execution_time <= now()"
          + " union all select 'mailboxes', min(execution_time) from mailbox_job"
          + " where not picked and execution_time <= now()";

  private static final String MAILBOXES =
      "select id::text, last_read_at, failures from mailbox where enabled order by id limit 200";

  static BacklogQueries read(SideConnections connections, Instant now) throws SQLException {
    var reports = connections.ask(REPORTS, BacklogQueries::reports);
    var mails = connections.ask(MAILS, BacklogQueries::mails);
    return new BacklogQueries(
        now,
        reports.waiting(),
        reports.oldest(),
        reports.stuck(),
        mails.counts(),
        mails.oldestPending(),
        connections.ask(JOBS, BacklogQueries::jobs),
        reports.bytes(),
        connections.ask(MAILBOXES, BacklogQueries::mailboxes));
  }

  private record Reports(long waiting, @Nullable Instant oldest, long stuck, long bytes) {}

  private static Reports reports(ResultSet rows) throws SQLException {
    rows.next();
    return new Reports(rows.getLong(1), instant(rows, 2), rows.getLong(3), rows.getLong(4));
  }

  private record Mails(Map<String, Long> counts, @Nullable Instant oldestPending) {}

  private static Mails mails(ResultSet rows) throws SQLException {
    var counts = new HashMap<String, Long>();
    Instant oldest = null;
    while (rows.next()) {
      counts.put(rows.getString(1), rows.getLong(2));
      oldest = rows.getString(1).equals("pending") ? instant(rows, 3) : oldest;
    }
    return new Mails(counts, oldest);
  }

  private static Map<String, Instant> jobs(ResultSet rows) throws SQLException {
    var oldest = new HashMap<String, Instant>();
    while (rows.next()) {
      var at = instant(rows, 2);
      if (at != null) {
        oldest.put(rows.getString(1), at);
      }
    }
    return oldest;
  }

  private static List<MailboxFigures> mailboxes(ResultSet rows) throws SQLException {
    var all = new ArrayList<MailboxFigures>();
    while (rows.next()) {
      all.add(new MailboxFigures(rows.getString(1), instant(rows, 2), rows.getInt(3)));
    }
    return all;
  }

  private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    var at = rows.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
