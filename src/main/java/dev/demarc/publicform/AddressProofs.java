package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkProofs;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether whoever holds the page of a report is at the address that was typed with it. They are
 * where they have both: the page, and what only the address was sent. One alone proves nothing: the
 * address may be somebody else's, who opens whatever comes by mail.
 */
@ApplicationScoped
class AddressProofs {

  private static final Duration GOOD_FOR = Duration.ofDays(1);

  /** A report whose link was sent, as its confirmation shows it. */
  public record Asked(String number, Instant receivedAt) {}

  private final PublicReports reports;
  private final LinkProofs proofs;
  private final EntityManager database;
  private final Clock clock;

  AddressProofs(PublicReports reports, LinkProofs proofs, EntityManager database, Clock clock) {
    this.reports = reports;
    this.proofs = proofs;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Sends the typed address a link.
   *
   * @throws Problem NOT_FOUND where no report has the token; CONFLICT where none is sent, with why
   */
  @Transactional
  void ask(String token) {
    var report = reports.find(token).orElseThrow(PublicReports::nothingHere);
    var address = report.address();
    if (address == null || report.provedAt() != null) {
      throw new Problem(
          ProblemType.CONFLICT,
          address == null ? "No address was given with the report." : "It is proved already.");
    }
    var secret = PublicReports.secret();
    var sent = proofs.send(report.reportId(), address, path(secret));
    if (sent != LinkProofs.Sent.SENT) {
      throw new Problem(ProblemType.CONFLICT, why(sent));
    }
    keep(report.reportId(), secret);
  }

  /**
   * Sends the typed address a receipt with a link, as that is what a stranger may be sent at all.
   *
   * @return whether one was sent
   */
  @Transactional
  boolean receipt(UUID reportId, EmailAddress address) {
    var secret = PublicReports.secret();
    boolean sent = proofs.receipt(address, path(secret)) == LinkProofs.Sent.SENT;
    if (sent) {
      keep(reportId, secret);
    }
    return sent;
  }

  private static String path(String secret) {
    return "/report-abuse/proof/" + secret;
  }

  private void keep(UUID reportId, String secret) {
    database
        .createNativeQuery(
            "update public_report set proof_hash = :hash, proof_until = :until where report_id ="
                + " :report")
        .setParameter("hash", PublicReports.hash(secret))
        .setParameter("until", clock.instant().plus(GOOD_FOR))
        .setParameter("report", reportId)
        .executeUpdate();
  }

  private static String why(LinkProofs.Sent sent) {
    return switch (sent) {
      case NOT_FILED -> "Your report has not been read yet; try again in a minute.";
      case LIMITED ->
          "No link can be sent now: one was sent to this address today, or many were to others. Try"
              + " again tomorrow.";
      default -> "To this address no link can be sent. Our answers go there by mail.";
    };
  }

  /** The report that a link is of; changes nothing, as programs that look at mails open links. */
  @Transactional
  Optional<Asked> find(String secret) {
    return row(secret).map(row -> new Asked((String) row[1], (Instant) row[2]));
  }

  private Optional<Object[]> row(String secret) {
    if (PublicReports.plain(secret).isEmpty()) {
      return Optional.empty();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select report_id, number, made_at, address from public_report where proof_hash ="
                    + " :hash and proof_until > :now and good_until > :now",
                Object[].class)
            .setParameter("hash", PublicReports.hash(PublicReports.plain(secret).get()))
            .setParameter("now", clock.instant())
            .getResultList();
    return rows.stream().map(row -> (Object[]) row).findFirst();
  }

  /**
   * @param token of the page, or the link of it as it is copied
   * @throws Problem NOT_FOUND where nothing waits for the secret; INVALID where the page is
   *     another; CONFLICT where the report is on no case yet
   */
  @Transactional
  void confirm(String secret, String token) {
    var row = row(secret).orElseThrow(AddressProofs::nothingWaits);
    var id = (UUID) row[0];
    if (reports.opened(token).filter(opened -> opened.reportId().equals(id)).isEmpty()) {
      throw Problem.invalid(
          "page",
          "That is not the link of this report's page. Open the link of the mail in the browser in"
              + " which you pressed the button, or copy the page's link to here.");
    }
    if (!proofs.isFiled(id)) {
      throw new Problem(ProblemType.CONFLICT, why(LinkProofs.Sent.NOT_FILED));
    }
    int changed =
        database
            .createNativeQuery(
                "update public_report set proved_at = :now, proof_hash = null, proof_until = null"
                    + " where report_id = :report and proof_hash = :hash")
            .setParameter("now", clock.instant())
            .setParameter("report", id)
            .setParameter("hash", PublicReports.hash(PublicReports.plain(secret).orElseThrow()))
            .executeUpdate();
    if (changed == 1) {
      proofs.proved(id, EmailAddress.of((String) row[3]).orElseThrow());
    }
  }

  static Problem nothingWaits() {
    return Problem.notFound(
        "This link was used, or its day is over. A new one is sent from the page of your report.");
  }
}
