package dev.demarc.casework.participants;

import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is listed on a case, who of them take part in it, and so read what is written to them. */
@ApplicationScoped
public class ParticipantList {

  /** So many are listed: the proved first, then the latest. */
  static final int LISTED = 100;

  /** Whom to write to, and what that answers. */
  record Correspondent(String address, String title, String messageId) {}

  private final EntityManager database;

  ParticipantList(EntityManager database) {
    this.database = database;
  }

  /** Those who take part first, then from the latest to the first; {@link #LISTED} at most. */
  @SuppressWarnings("unchecked")
  List<Participant> of(UUID caseId) {
    List<Tuple> rows =
        database
            .createNativeQuery(
                "select address, proof is not null and not by_subject as takes_part, proof,"
                    + " because, since, reply_to from participant where case_id = :case order by 2"
                    + " desc, since desc, compared",
                Tuple.class)
            .setParameter("case", caseId)
            .setMaxResults(LISTED)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Participant(
                    row.get("address", String.class),
                    row.get("takes_part", Boolean.class),
                    row.get("proof") == null
                        ? null
                        : AddressProof.valueOf(row.get("proof", String.class)),
                    row.get("because", String.class),
                    row.get("since", Instant.class),
                    row.get("reply_to", String.class)))
        .toList();
  }

  /** Those who take part in some of these cases, the first ones first. */
  public List<String> takingPart(Collection<UUID> cases, int most) {
    return database
        .createNativeQuery(
            "select address from participant where case_id = any(:cases) and proof is not null and"
                + " not by_subject group by address order by min(since), address",
            String.class)
        .setParameter("cases", cases.toArray(UUID[]::new))
        .setMaxResults(most)
        .getResultStream()
        .map(String.class::cast)
        .toList();
  }

  /** Those who take part, the first ones first. */
  public List<Correspondent> takingPart(UUID caseId, int most) {
    return correspondents("p.proof is not null and not p.by_subject", caseId, most, null);
  }

  /** Whoever of the case has this address, whether they proved it or not. */
  Optional<Correspondent> find(UUID caseId, EmailAddress address) {
    return correspondents("p.compared = :compared", caseId, 1, address).stream().findFirst();
  }

  @SuppressWarnings("unchecked")
  private List<Correspondent> correspondents(
      String where, UUID caseId, int most, @Nullable EmailAddress only) {
    var query =
        database
            .createNativeQuery(
                "select p.address, r.title, r.message_id from participant p left join case_report r"
                    + " on r.report_id = p.report_id where p.case_id = :case and "
                    + where
                    + " order by p.since, p.compared",
                Tuple.class)
            .setParameter("case", caseId)
            .setMaxResults(most);
    if (only != null) {
      query.setParameter("compared", only.compared());
    }
    return ((List<Tuple>) query.getResultList())
        .stream()
            .map(
                row ->
                    new Correspondent(
                        row.get("address", String.class),
                        row.get("title", String.class),
                        row.get("message_id", String.class)))
            .toList();
  }
}
