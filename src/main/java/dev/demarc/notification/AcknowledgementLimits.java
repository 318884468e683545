package dev.demarc.notification;

import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many acknowledgements leave in a day (UTC): to one mailbox, to one domain, to addresses that
 * never proved to be their sender's, and in all; with links by which an address is proved. Counted
 * in the transaction that sends.
 */
@ApplicationScoped
class AcknowledgementLimits {

  private record Limit(String words, int most) {}

  private final MailSettings settings;
  private final EntityManager database;
  private final Clock clock;

  AcknowledgementLimits(MailSettings settings, EntityManager database, Clock clock) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts one mail.
   *
   * @param proved whether somebody at the address proved to be there before
   * @return the limit that is reached, in words; empty where there was room
   */
  Optional<String> count(EmailAddress recipient, boolean proved) {
    return count(limits(recipient, proved));
  }

  /** As {@link #count}, of a mail of which one address gets one a day. */
  Optional<String> countLink(EmailAddress recipient, boolean proved) {
    var limits = new LinkedHashMap<String, Limit>();
    limits.put("link " + recipient.mailbox(), new Limit("with a link to one address", 1));
    limits.putAll(limits(recipient, proved));
    return count(limits);
  }

  private Optional<String> count(Map<String, Limit> limits) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    // read first: whoever is beyond a limit must not wait in line for its row
    return reached(limits, today).or(() -> add(limits, today));
  }

  /** The narrowest first: rows are locked in this order, so that no two wait for each other. */
  private Map<String, Limit> limits(EmailAddress recipient, boolean proved) {
    var limits = new LinkedHashMap<String, Limit>();
    limits.put(
        "mailbox " + recipient.mailbox(),
        proved
            ? new Limit("to one address", settings.acknowledgementsPerDay())
            : new Limit(
                "to one address that nobody has answered from",
                settings.acknowledgementsPerUnprovedAddress()));
    limits.put(
        "domain " + recipient.registeredDomain(),
        new Limit("to one domain", settings.acknowledgementsPerDomain()));
    if (!proved) {
      limits.put(
          "unproved",
          new Limit(
              "to addresses that nobody has answered from", settings.acknowledgementsUnproved()));
    }
    limits.put("all", new Limit("in all", settings.acknowledgementsInAll()));
    return limits;
  }

  private Optional<String> reached(Map<String, Limit> limits, LocalDate today) {
    List<?> rows =
        database
            .createNativeQuery(
                "select counted, mails from mail_count where day = :day and counted in (:counted)")
            .setParameter("day", today)
            .setParameter("counted", limits.keySet())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .flatMap(
            row ->
                Stream.ofNullable(limits.get((String) row[0]))
                    .filter(limit -> ((Number) row[1]).intValue() >= limit.most()))
        .map(limit -> words(limit))
        .findFirst();
  }

  private Optional<String> add(Map<String, Limit> limits, LocalDate today) {
    var counted = new ArrayList<>(limits.keySet());
    List<?> rows =
        database
            .createNativeQuery(
                "insert into mail_count as c (day, counted, mails) select :day, l.counted, 1 from"
                    + " unnest(cast(:counted as text[]), cast(:most as int[])) with ordinality as"
                    + " l(counted, most, n) where l.most > 0 order by l.n on conflict (day,"
                    + " counted) do update set mails = c.mails + 1 where c.mails <"
                    + " (cast(:most as int[]))[array_position(cast(:counted as text[]),"
                    + " c.counted)] returning counted, mails")
            .setParameter("day", today)
            .setParameter("counted", counted.toArray(String[]::new))
            .setParameter("most", limits.values().stream().map(Limit::most).toArray(Integer[]::new))
            .getResultList();
    for (var row : rows) {
      var name = (String) ((Object[]) row)[0];
      counted.remove(name);
      if (name.equals("all") && ((Number) ((Object[]) row)[1]).intValue() == 1) {
        forgetBefore(today);
      }
    }
    // one that others filled meanwhile; what was counted stays counted
    return counted.stream()
        .map(limits::get)
        .filter(Objects::nonNull)
        .map(limit -> words(limit))
        .findFirst();
  }

  private void forgetBefore(LocalDate day) {
    database
        .createNativeQuery("delete from mail_count where day < :day")
        .setParameter("day", day)
        .executeUpdate();
  }

  private static String words(Limit limit) {
    return limit.most() + " a day " + limit.words();
  }
}
