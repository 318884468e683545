package dev.demarc.casework.participants;

import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has to do with which case by mail, as it is stored. */
@ApplicationScoped
public class Participants {

  /**
   * What is to be known of somebody.
   *
   * @param proof null for a claim
   * @param bySubject whether all that speaks for them is a report about the same thing
   * @param reportId the report that a note to them answers; null where it answers none
   */
  public record ParticipantEntry(
      EmailAddress address,
      @Nullable AddressProof proof,
      boolean bySubject,
      String because,
      @Nullable String replyTo,
      @Nullable UUID reportId) {}

  private final EntityManager database;
  private final Clock clock;

  Participants(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Adds somebody, or what is known of them now. A claim changes nothing of somebody who proved to
   * be at the address.
   *
   * @return whether they take part from now on
   */
  public boolean add(UUID caseId, ParticipantEntry entry) {
    var proof = entry.proof();
    boolean claim = proof == null;
    boolean before = !claim && takesPart(caseId, entry.address());
    database
        .createNativeQuery(
            "insert into participant as p (case_id, compared, address, proof, by_subject, because,"
                + " since, reply_to, report_id) values (:case, :compared, :address, cast(:proof as"
                + " text), :bySubject, :because, :now, cast(:replyTo as text), cast(:report as"
                + " uuid)) on conflict (case_id, compared) do update set address ="
                + " excluded.address, proof = coalesce(p.proof, excluded.proof), by_subject ="
                + " p.by_subject and excluded.by_subject, because = case when"
                + " excluded.proof is not null and (p.proof is null or p.by_subject and not"
                + " excluded.by_subject) then excluded.because else p.because end, since = case"
                + " when excluded.proof is not null and (p.proof is null or p.by_subject and not"
                + " excluded.by_subject) then excluded.since else p.since end, reply_to ="
                + " excluded.reply_to, report_id = coalesce(excluded.report_id, p.report_id) where"
                + " p.proof is null or excluded.proof is not null")
        .setParameter("case", caseId)
        .setParameter("compared", entry.address().compared())
        .setParameter("address", entry.address().value())
        .setParameter("proof", proof == null ? null : proof.name())
        .setParameter("bySubject", entry.bySubject())
        .setParameter("because", entry.because())
        .setParameter("now", clock.instant())
        .setParameter("replyTo", entry.replyTo())
        .setParameter("report", entry.reportId() == null ? null : entry.reportId().toString())
        .executeUpdate();
    return !claim && !before && takesPart(caseId, entry.address());
  }

  /**
   * Ends that somebody takes part; they stay on the list.
   *
   * @return whether they did
   */
  boolean end(UUID caseId, EmailAddress address, String because) {
    return database
            .createNativeQuery(
                "update participant set by_subject = true, because = :because, since = :now where"
                    + " case_id = :case and compared = :compared and proof is not null and not"
                    + " by_subject")
            .setParameter("case", caseId)
            .setParameter("compared", address.compared())
            .setParameter("because", because)
            .setParameter("now", clock.instant())
            .executeUpdate()
        > 0;
  }

  private boolean takesPart(UUID caseId, EmailAddress address) {
    return exists("case_id = :case and proof is not null and not by_subject", caseId, address);
  }

  public boolean isListed(UUID caseId, EmailAddress address) {
    return exists("case_id = :case", caseId, address);
  }

  private boolean exists(String where, UUID caseId, EmailAddress address) {
    return !database
        .createNativeQuery("select 1 from participant where compared = :compared and " + where)
        .setParameter("case", caseId)
        .setParameter("compared", address.compared())
        .getResultList()
        .isEmpty();
  }

  /**
   * How somebody stands to a case.
   *
   * @param proof null for a claim
   */
  record Standing(@Nullable String proof, boolean bySubject, String because, Instant since) {}

  /** Null where they are not on its list. */
  @Nullable Standing standing(UUID caseId, EmailAddress address) {
    List<?> rows =
        database
            .createNativeQuery(
                "select proof, by_subject, because, since from participant where case_id = :case"
                    + " and compared = :compared",
                Tuple.class)
            .setParameter("case", caseId)
            .setParameter("compared", address.compared())
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(Tuple.class::cast)
        .map(
            row ->
                new Standing(
                    row.get(0, String.class),
                    row.get(1, Boolean.class),
                    row.get(2, String.class),
                    row.get(3, Instant.class)))
        .orElse(null);
  }

  /**
   * Has somebody stand to a case as before.
   *
   * @param standing null where they were not on its list
   */
  void restore(UUID caseId, EmailAddress address, @Nullable Standing standing) {
    var change =
        database
            .createNativeQuery(
                standing == null
                    ? "delete from participant where case_id = :case and compared = :compared"
                    : "update participant set proof = nullif(:proof, ''), by_subject = :bySubject,"
                        + " because = :because, since = :since where case_id = :case and compared"
                        + " = :compared")
            .setParameter("case", caseId)
            .setParameter("compared", address.compared());
    if (standing != null) {
      change
          .setParameter("proof", standing.proof() == null ? "" : standing.proof())
          .setParameter("bySubject", standing.bySubject())
          .setParameter("because", standing.because())
          .setParameter("since", standing.since());
    }
    change.executeUpdate();
  }

  /** Whether somebody at the address proved to be there on any case. */
  public boolean isProvedAnywhere(EmailAddress address) {
    return !database
        .createNativeQuery(
            "select 1 from participant where compared = :compared and proof is not null limit 1")
        .setParameter("compared", address.compared())
        .getResultList()
        .isEmpty();
  }

  /**
   * @return whether this is the first time on the case
   */
  public boolean acknowledge(UUID caseId, EmailAddress address) {
    return database
            .createNativeQuery(
                "update participant set acknowledged = true where case_id = :case and compared ="
                    + " :compared and not acknowledged")
            .setParameter("case", caseId)
            .setParameter("compared", address.compared())
            .executeUpdate()
        > 0;
  }

  /**
   * Puts those whose reports go to another case there; who has no report left on this one leaves
   * it.
   *
   * @param moved the addresses of the reports that go
   * @param left those of the reports that stay
   * @param opens whether the first one's report opens the case there
   */
  public void split(
      UUID from, UUID to, Collection<String> moved, Collection<String> left, boolean opens) {
    var going = compared(moved);
    if (going.length == 0) {
      return;
    }
    database
        .createNativeQuery(
            "insert into participant (case_id, compared, address, proof, by_subject, because,"
                + " since, reply_to, report_id, acknowledged) select :to, compared, address, proof,"
                + " (by_subject or :joins) and compared <> :first, because, since, reply_to,"
                + " report_id, acknowledged from participant where case_id = :from and compared ="
                + " any(:going) on conflict do nothing")
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("going", going)
        // who comes with a report to a case takes no part in it for that
        .setParameter("joins", !opens)
        .setParameter("first", opens ? going[0] : "")
        .executeUpdate();
    database
        .createNativeQuery(
            "delete from participant where case_id = :from and compared = any(:going) and not"
                + " compared = any(:staying)")
        .setParameter("from", from)
        .setParameter("going", going)
        .setParameter("staying", compared(left))
        .executeUpdate();
  }

  private static String[] compared(Collection<String> addresses) {
    return addresses.stream()
        .map(address -> EmailAddress.of(address).map(EmailAddress::compared).orElse(address))
        .map(address -> address.toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
