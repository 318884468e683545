package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What strangers add to their own reports, each by the link that they were given. */
@ApplicationScoped
class PublicMessages {

  static final int LONGEST = 5_000;

  /** So many of a report: who has more to say has another report. */
  static final int MOST = 20;

  public record Message(Instant at, String body) {}

  private final PublicReports reports;
  private final LinkMessages messages;
  private final EntityManager database;
  private final Clock clock;

  PublicMessages(
      PublicReports reports, LinkMessages messages, EntityManager database, Clock clock) {
    this.reports = reports;
    this.messages = messages;
    this.database = database;
    this.clock = clock;
  }

  /** Of a report, the earliest first. */
  @Transactional
  List<Message> of(String token) {
    var opened = reports.opened(token);
    if (opened.isEmpty()) {
      return List.of();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select at, body from public_message where report_id = :report order by at",
                Object[].class)
            .setParameter("report", opened.get().reportId())
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(row -> new Message((Instant) row[0], (String) row[1]))
        .toList();
  }

  /**
   * @param once the form's own name: sent again it is the same message
   * @throws Problem NOT_FOUND where no report has the token; INVALID; CONFLICT where it is worked
   *     on no more, or has so many already
   */
  @Transactional
  void add(String token, String typed, UUID once) {
    var opened = reports.opened(token).orElseThrow(PublicReports::nothingHere);
    var id = idOf(opened.reportId(), once);
    var body = TypedText.orEmpty(typed);
    if (body.isEmpty() || body.length() > LONGEST) {
      throw Problem.invalid("body", "Write something, at most 5,000 characters.");
    }
    // one after the other, so that no more are counted than there may be
    database
        .createNativeQuery("select 1 from public_report where report_id = :report for update")
        .setParameter("report", opened.reportId())
        .getSingleResult();
    long there =
        ((Number)
                database
                    .createNativeQuery(
                        "select count(*) filter (where id = :id) * :most + count(*) from"
                            + " public_message where report_id = :report")
                    .setParameter("id", id)
                    .setParameter("most", 2 * MOST)
                    .setParameter("report", opened.reportId())
                    .getSingleResult())
            .longValue();
    if (there >= 2 * MOST) {
      return; // this one is among them
    }
    if (there >= MOST) {
      throw new Problem(
          ProblemType.CONFLICT,
          "There are " + MOST + " messages already. For more, send another report.");
    }
    if (!messages.add(opened.reportId(), opened.number(), body)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This report is not being worked on now. Send another one and name "
              + opened.number()
              + " in it.");
    }
    database
        .createNativeQuery(
            "insert into public_message (id, report_id, at, body) values (:id, :report, :at,"
                + " :body) on conflict (id) do nothing")
        .setParameter("id", id)
        .setParameter("report", opened.reportId())
        .setParameter("at", clock.instant())
        .setParameter("body", body)
        .executeUpdate();
  }

  /**
   * The same for a form that is sent again, and of this report alone: a name that a stranger gave
   * to a message of another report would else have those of this one counted as that.
   */
  private static UUID idOf(UUID report, UUID once) {
    return UUID.nameUUIDFromBytes((report + " " + once).getBytes(StandardCharsets.US_ASCII));
  }
}
