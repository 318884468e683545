package dev.demarc.casework.filing;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.participants.AddressProof;
import dev.demarc.casework.participants.Participants;
import dev.demarc.casework.participants.SenderVerification;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.work.TeamAddresses;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mailfacts.SenderAuthentication;
import dev.demarc.formats.mailfacts.SenderAuthentication.Verdict;
import dev.demarc.formats.mailfacts.UnreadAddress;
import dev.demarc.intake.StoredReport;
import dev.demarc.notification.Notifications;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who sent a report, and acknowledges it to people. Who sends one about the same thing
 * as a case is on its list and takes no part in it, whoever they prove to be, until a person lets
 * them.
 */
@ApplicationScoped
public class Reporters {

  private final Participants participants;
  private final SenderVerification proof;
  private final Notifications notifications;
  private final TeamAddresses teams;
  private final Timeline timeline;

  Reporters(
      Participants participants,
      SenderVerification proof,
      Notifications notifications,
      TeamAddresses teams,
      Timeline timeline) {
    this.participants = participants;
    this.proof = proof;
    this.notifications = notifications;
    this.teams = teams;
    this.timeline = timeline;
  }

  /**
   * @param opened whether the report opened the case, and did not join it
   */
  void take(IncidentCase on, StoredReport report, ParsedReport parsed, boolean opened) {
    var sender = CaseReports.reporter(parsed);
    if (sender.isEmpty()) {
      return;
    }
    var mail = parsed.mail();
    var found = mail == null ? null : proof.of(report, mail);
    write(on, report, parsed, sender.get(), opened, found);
    if (mayBeAcknowledged(report, parsed, sender.get(), found)
        && participants.acknowledge(on.id, sender.get())) {
      acknowledge(on, sender.get(), mail == null ? null : mail.messageId());
    }
  }

  private void write(
      IncidentCase on,
      StoredReport report,
      ParsedReport parsed,
      EmailAddress sender,
      boolean opened,
      @Nullable SenderAuthentication found) {
    var because = opened ? "sent the report that opened the case" : "sent a report that joined";
    AddressProof proved = null;
    if (found == null && proof.isVouchedFor(report, parsed)) {
      because += "; the API key " + report.submittedBy() + " vouches for the address";
      proved = AddressProof.KEY;
    } else if (found != null && found.because() != null) {
      because += "; " + found.because();
      proved = found.verdict() == Verdict.PASS ? AddressProof.AUTHENTICATION : null;
    }
    var entry =
        new Participants.ParticipantEntry(
            sender, proved, !opened, because, otherReplyTo(parsed.mail()), report.id());
    if (participants.add(on.id, entry)) {
      timeline.add(
          on.id, "participant", Actor.SYSTEM, "lets " + sender + " take part, who " + because);
    }
  }

  /** Where a mail asks for answers instead of its sender's address; null where nowhere else. */
  public static @Nullable String otherReplyTo(@Nullable MailFacts mail) {
    return mail == null
        ? null
        : EmailAddress.of(mail.replyTo())
            .filter(
                asked ->
                    EmailAddress.of(mail.sender())
                        .filter(sender -> sender.compared().equals(asked.compared()))
                        .isEmpty())
            .map(EmailAddress::value)
            .orElse(null);
  }

  /**
   * People are answered, never programs: a mail in somebody's own words where RFC 3834 lets us and
   * its domain does not disown it, and Demarc's own form where its key vouches for the address.
   */
  private boolean mayBeAcknowledged(
      StoredReport report,
      ParsedReport parsed,
      EmailAddress sender,
      @Nullable SenderAuthentication found) {
    if (report.sample() || isOurs(sender) || notifications.isUnacknowledged(sender)) {
      return false;
    }
    var mail = parsed.mail();
    return mail == null
        ? parsed.statement().byPerson() && proof.isVouchedFor(report, parsed)
        : parsed.statement().byPerson()
            && mail.kind() == MailFacts.Kind.REPORT
            && mail.mayBeAnswered()
            && comesBackToPerson(report, sender)
            && (found == null || found.verdict() != Verdict.FAIL)
            && mail.to().stream().noneMatch(to -> isSame(to, sender));
  }

  private static boolean comesBackToPerson(StoredReport report, EmailAddress sender) {
    var to = report.envelopeFrom();
    return to == null || !to.isEmpty() && !UnreadAddress.isReturnedToProgram(to, sender.value());
  }

  private static boolean isSame(String one, EmailAddress other) {
    return EmailAddress.of(one).filter(a -> a.compared().equals(other.compared())).isPresent();
  }

  private boolean isOurs(EmailAddress address) {
    return EmailAddress.of(notifications.ownAddress()).filter(address::isWithin).isPresent()
        || teams.include(address);
  }

  private void acknowledge(IncidentCase on, EmailAddress to, @Nullable String messageId) {
    Optional<String> limit =
        notifications.acknowledge(on.id, on.key, to, participants.isProvedAnywhere(to), messageId);
    if (limit.isPresent() && !on.mailsLimited) {
      on.mailsLimited = true;
      timeline.add(
          on.id,
          "mail",
          Actor.SYSTEM,
          "sent no acknowledgement to "
              + to
              + ": the limit of "
              + limit.get()
              + " is reached (demarc.mail.acknowledgements-…); others that are not sent for it are"
              + " not told");
    }
  }
}
