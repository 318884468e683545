package dev.demarc.notification;

import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps a flood of new work from being a flood of mails: what comes to an address that had many
 * just now waits for the end of its window, and is told in one mail then.
 */
@ApplicationScoped
class FoldedNotices {

  private static final int LISTED = 200;

  private final EntityManager database;
  private final Outbox outbox;
  private final MailSettings settings;
  private final Clock clock;
  private final String publicUrl;

  FoldedNotices(
      EntityManager database,
      Outbox outbox,
      MailSettings settings,
      Clock clock,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.database = database;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /**
   * Within the transaction that gives the work.
   *
   * @return whether it is told later, together with others; else it is to be told by itself
   */
  boolean take(WorkNotice notice) {
    return take(notice, settings.foldAfter());
  }

  boolean take(WorkNotice notice, int foldAfter) {
    // mails about samples are held, and flood nobody
    if (foldAfter < 1 || notice.sample() || !isFlooded(notice.recipient(), foldAfter)) {
      return false;
    }
    database
        .createNativeQuery(
            "insert into folded_notice (id, recipient, case_id, case_key, queue_name, side,"
                + " severity, title, due_at, change_id, at) values (:id, :recipient, :case, :key,"
                + " :queue, :side, :severity, :title, :due, cast(nullif(:change, '') as uuid),"
                + " :at)")
        .setParameter("id", Ids.next())
        .setParameter("recipient", notice.recipient())
        .setParameter("case", notice.caseId())
        .setParameter("key", notice.caseKey())
        .setParameter("queue", notice.queueName())
        .setParameter("side", notice.side())
        .setParameter("severity", notice.severity())
        .setParameter("title", notice.title())
        .setParameter("due", notice.due().work())
        .setParameter("change", ChangeUnderWay.current().map(c -> c.id().toString()).orElse(""))
        .setParameter("at", clock.instant())
        .executeUpdate();
    return true;
  }

  private boolean isFlooded(String recipient, int foldAfter) {
    return ((Number)
                database
                    .createNativeQuery(
                        "select count(*) from (select 1 from outbox where recipient = :recipient"
                            + " and created_at > :since and kind = 'work-item' limit :most) lately")
                    .setParameter("recipient", recipient)
                    .setParameter("since", clock.instant().minus(settings.foldWindow()))
                    .setParameter("most", foldAfter)
                    .getSingleResult())
            .intValue()
        >= foldAfter;
  }

  /** Addresses whose window is over. */
  @Transactional
  List<String> due() {
    List<?> rows =
        database
            .createNativeQuery(
                "select distinct recipient from folded_notice where at <= :end limit 500",
                String.class)
            .setParameter("end", clock.instant().minus(settings.foldWindow()))
            .getResultList();
    return rows.stream().map(String.class::cast).toList();
  }

  /**
   * Tells an address all that waits for it. What is taken out of the table goes into the outbox in
   * the same transaction, so that each is told once, whichever nodes do so.
   *
   * @return how many were told
   */
  @Transactional
  int tell(String recipient) {
    List<?> rows =
        database
            .createNativeQuery(
                "with taken as (delete from folded_notice where id in (select id from folded_notice"
                    // in one order, as whoever withdraws or removes some holds them, too
                    + " where recipient = :recipient order by id for update) returning"
                    + " id, case_id, case_key, queue_name, side, severity, title, due_at) select"
                    + " t.case_key, t.queue_name, t.side, t.severity, case when c.tlp = 'RED' then"
                    + " 'TLP:RED, read it in Demarc' else t.title end as title, coalesce(n.due_at,"
                    + " t.due_at) as due_at, n.name as clock from taken t join incident_case c on"
                    + " c.id = t.case_id left join lateral (select k.due_at, k.name from case_clock k"
                    + " where k.case_id = t.case_id and k.state in ('RUNNING', 'PAUSED') and (k.side ="
                    + " upper(t.side) or k.side is null) order by k.due_at, k.id limit 1) n on true"
                    + " order by due_at, t.id",
                Tuple.class)
            .setParameter("recipient", recipient)
            .getResultList();
    if (rows.isEmpty()) {
      return 0;
    }
    var queue = ((Tuple) rows.get(0)).get("queue_name", String.class);
    var count = rows.size() == 1 ? "1 more part" : rows.size() + " more parts";
    var body =
        new StringBuilder(count + " of cases came to " + queue + ", the first due first:\n\n");
    rows.stream().limit(LISTED).forEach(row -> body.append(line((Tuple) row)));
    if (rows.size() > LISTED) {
      body.append("and ").append(rows.size() - LISTED).append(" more; all are in the queue.\n");
    }
    var title = count + " in " + queue;
    var url = new DefangedValues.ConsoleLink(publicUrl + "/");
    var footer = "They are told together as many came within a short time.";
    outbox.put(
        null,
        "work-digest",
        recipient,
        "[Demarc] " + title,
        Notifications.Templates.plainText(title, body.toString(), footer, url).render(),
        Notifications.Templates.plainHtml(title, body.toString(), footer, url).render(),
        null,
        false);
    return rows.size();
  }

  private static String line(Tuple row) {
    var clock = row.get("clock", String.class);
    return row.get("case_key", String.class)
        + "  "
        + row.get("severity", String.class)
        + "  due "
        + row.get("due_at", Instant.class).truncatedTo(ChronoUnit.MINUTES)
        + (clock == null || clock.equals("resolve") ? "" : " (" + clock + ")")
        + "  "
        + row.get("side", String.class)
        + ": "
        + row.get("title", String.class).replaceAll("\\p{Cntrl}", " ")
        + "\n";
  }

  /** What a change had caused and was not told yet is not told. */
  void withdraw(UUID change) {
    database
        .createNativeQuery(
            "delete from folded_notice where id in (select id from folded_notice where change_id ="
                + " :change order by id for update)")
        .setParameter("change", change)
        .executeUpdate();
  }
}
