package dev.demarc.casework.correspondence;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.FilingResult;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.participants.AddressProof;
import dev.demarc.casework.participants.Participants;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.work.TeamAddresses;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Mails that name a case and somebody of it, and prove neither. They are kept where people see
 * them, and change nothing until a person says that they are from whom they say.
 */
@ApplicationScoped
public class UnverifiedMails {

  /** So many of a case are told on its timeline; more that wait are in the list of its reports. */
  private static final int TOLD = 20;

  private final Cases cases;
  private final CaseReports reports;
  private final Participants participants;
  private final TeamAddresses teams;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  UnverifiedMails(
      Cases cases,
      CaseReports reports,
      Participants participants,
      TeamAddresses teams,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.reports = reports;
    this.participants = participants;
    this.teams = teams;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /** Empty where the case is closed: nobody would look there, so it is a report as any other. */
  Optional<FilingResult> store(
      IncidentCase on, EmailAddress from, StoredReport report, ParsedReport parsed, String body) {
    if (on.status != CaseStatus.OPEN) {
      return Optional.empty();
    }
    var because = "it names this case and somebody of it; its sender is not proved";
    reports.link(on, report, parsed, List.of(), because);
    database.find(CaseReport.class, report.id()).senderUnproved = true;
    if (waiting(on) <= TOLD) {
      timeline.add(
          on.id,
          "unproved-mail",
          Actor.reporter(from.value()),
          "is named as the sender of a mail to this case; the sender is not proved, and nothing"
              + " was changed by it",
          body,
          Visibility.INTERNAL);
    }
    return Optional.of(new FilingResult(on.id, new CaseKey(on.key), true, because));
  }

  private long waiting(IncidentCase on) {
    return database
        .createQuery(
            "select count(*) from CaseReport where caseId = :id and senderUnproved", Long.class)
        .setParameter("id", on.id)
        .getSingleResult();
  }

  /**
   * A person says that a mail is from whom it says; that address takes part from then on.
   *
   * @throws Problem NOT_FOUND; CONFLICT where the mail needs no such word, or the case was merged;
   *     OUT_OF_DATE or PRECONDITION_FAILED
   */
  @Transactional
  public void accept(CaseKey key, UUID reportId, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    var mail = database.find(CaseReport.class, reportId);
    if (mail == null || !mail.caseId.equals(on.id)) {
      throw Problem.notFound("That is no report of " + key + ".");
    }
    var from = EmailAddress.of(mail.reporter);
    if (!mail.senderUnproved || from.isEmpty()) {
      throw new Problem(ProblemType.CONFLICT, "This is no mail whose sender waits to be accepted.");
    }
    mail.senderUnproved = false;
    var summary = "accepted the mail of " + mail.receivedAt + " as one by " + from.get();
    if (!teams.areOf(on, from.get())) {
      var because = actor.name() + " accepted a mail of theirs";
      participants.add(
          on.id,
          new Participants.ParticipantEntry(
              from.get(), AddressProof.PERSON, false, because, null, reportId));
      summary += ", who takes part now";
    }
    timeline.add(on.id, "participant", actor, summary);
    on.changed(clock.instant());
  }
}
