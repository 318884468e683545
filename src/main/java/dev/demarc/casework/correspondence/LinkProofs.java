package dev.demarc.casework.correspondence;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.participants.AddressProof;
import dev.demarc.casework.participants.Participants;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.work.TeamAddresses;
import dev.demarc.notification.Notifications;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Has whoever holds the link of a report prove that the address which they typed is theirs, by a
 * link that only this address is sent.
 */
@ApplicationScoped
public class LinkProofs {

  private final Cases cases;
  private final Participants participants;
  private final TeamAddresses teams;
  private final Notifications notifications;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  LinkProofs(
      Cases cases,
      Participants participants,
      TeamAddresses teams,
      Notifications notifications,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.participants = participants;
    this.teams = teams;
    this.notifications = notifications;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /** What became of the wish for a link. */
  public enum Sent {
    SENT,
    /** Nobody has looked at the report yet. */
    NOT_FILED,
    /** One was sent today, or too many were. */
    LIMITED,
    /** The address is the desk's own, or one that nothing is sent to by itself. */
    NOT_THERE
  }

  /**
   * @param path of the page that the link leads to
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Sent send(UUID reportId, EmailAddress to, String path) {
    var on = caseOf(reportId);
    if (on.isEmpty()) {
      return Sent.NOT_FILED;
    }
    var sent =
        send(to, () -> notifications.linkToAddress(on.get().id, to, isProvedAnywhere(to), path));
    if (sent == Sent.SENT) {
      timeline.add(
          on.get().id,
          "mail",
          Actor.SYSTEM,
          "sent " + to + " a link, by which whoever reported proves that the address is theirs");
    }
    return sent;
  }

  /**
   * The same as a receipt, of a report that is on no case yet.
   *
   * @param path of the page that the link leads to
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Sent receipt(EmailAddress to, String path) {
    return send(to, () -> notifications.receiptToAddress(to, isProvedAnywhere(to), path));
  }

  private boolean isProvedAnywhere(EmailAddress address) {
    return participants.isProvedAnywhere(address);
  }

  /**
   * @param mail says which limit kept it from being sent
   */
  private Sent send(EmailAddress to, Supplier<Optional<String>> mail) {
    if (isOurs(to) || notifications.isUnacknowledged(to)) {
      return Sent.NOT_THERE;
    }
    return mail.get().isPresent() ? Sent.LIMITED : Sent.SENT;
  }

  /** Whether it is on a case, so that what is proved of it can be written there. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean isFiled(UUID reportId) {
    return database.find(CaseReport.class, reportId) != null;
  }

  private Optional<IncidentCase> caseOf(UUID reportId) {
    var filed = database.find(CaseReport.class, reportId);
    return filed == null ? Optional.empty() : cases.takeById(filed.caseId).map(cases::follow);
  }

  private boolean isOurs(EmailAddress address) {
    return EmailAddress.of(notifications.ownAddress()).filter(address::isWithin).isPresent()
        || teams.include(address);
  }

  /** They opened the link that was sent to the address, and have the page of the report. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void proved(UUID reportId, EmailAddress who) {
    caseOf(reportId).ifPresent(on -> proved(on, reportId, who));
  }

  private void proved(IncidentCase on, UUID reportId, EmailAddress who) {
    boolean takesPart = add(on, reportId, who);
    timeline.add(
        on.id,
        "participant",
        Actor.SYSTEM,
        "knows that the page of a report is read by "
            + who
            + ", who opened a link that only they were sent"
            + (takesPart ? "; they take part now" : ""));
    on.changed(clock.instant());
  }

  /**
   * Whoever is here for a report about the same thing takes no part for it, whatever they prove.
   *
   * @return whether they take part from now on
   */
  private boolean add(IncidentCase on, UUID reportId, EmailAddress who) {
    return participants.add(
        on.id,
        new Participants.ParticipantEntry(
            who,
            AddressProof.TOKEN,
            true,
            "opened a link that only they were sent",
            null,
            reportId));
  }
}
