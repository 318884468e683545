package dev.demarc.casework.correspondence;

import dev.demarc.casework.Cases;
import dev.demarc.casework.FilingResult;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.participants.AddressProof;
import dev.demarc.casework.participants.Participants;
import dev.demarc.casework.participants.SenderVerification;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.work.AwaitedAnswers;
import dev.demarc.casework.work.TeamAddresses;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mailfacts.SenderAuthentication.Verdict;
import dev.demarc.intake.StoredReport;
import dev.demarc.notification.AnsweredMail;
import dev.demarc.notification.Outbox;
import dev.demarc.notification.ReplyTokens;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises mails that answer Demarc's own: they become notes on the case, never new cases. What
 * counts is that the sender has the mail that is answered, or is known to be who the mail says; a
 * case's key in the subject and a name in From can be written by anybody.
 */
@ApplicationScoped
public class Replies {

  private static final int NOTE_AT_MOST = 20_000;

  private final Cases cases;
  private final CaseReports reports;
  private final UnverifiedMails unproved;
  private final Participants participants;
  private final TeamAddresses teams;
  private final SenderVerification proof;
  private final Outbox outbox;
  private final ReplyTokens tokens;
  private final Snoozes snoozes;
  private final AwaitedAnswers awaited;
  private final Timeline timeline;
  private final Clock clock;

  Replies(
      Cases cases,
      CaseReports reports,
      UnverifiedMails unproved,
      Participants participants,
      TeamAddresses teams,
      SenderVerification proof,
      Outbox outbox,
      ReplyTokens tokens,
      Snoozes snoozes,
      AwaitedAnswers awaited,
      Timeline timeline,
      Clock clock) {
    this.cases = cases;
    this.reports = reports;
    this.unproved = unproved;
    this.participants = participants;
    this.teams = teams;
    this.proof = proof;
    this.outbox = outbox;
    this.tokens = tokens;
    this.snoozes = snoozes;
    this.awaited = awaited;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Whether it is a mail that Demarc sent and that was passed on to its own intake, as by a queue
   * with the address of the desk's mailbox: read as a report, it would be told of by another one.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean isOurs(ParsedReport parsed) {
    var mail = parsed.mail();
    return mail != null && outbox.isOurs(mail.messageId());
  }

  /** Files the mail on the case it answers; empty where it answers none. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<FilingResult> take(StoredReport report, ParsedReport parsed) {
    var mail = parsed.mail();
    if (mail == null) {
      return Optional.empty();
    }
    if (mail.kind() == MailFacts.Kind.BOUNCE) {
      return cameBack(report, parsed);
    }
    var sender = EmailAddress.of(mail.sender());
    var answered = outbox.answered(mail.references(), mail.to(), sender.orElse(null));
    if (answered.isPresent()) {
      return cases
          .takeById(answered.get().caseId())
          .map(cases::follow)
          .map(on -> answers(on, answered.get(), mail, sender, report, parsed));
    }
    return sender.flatMap(from -> byKey(from, mail, report, parsed));
  }

  /** Whoever has a mail of ours was given it by us, or by its recipient. */
  private FilingResult answers(
      IncidentCase on,
      AnsweredMail answered,
      MailFacts mail,
      Optional<EmailAddress> sender,
      StoredReport report,
      ParsedReport parsed) {
    boolean byRecipient =
        sender
            .flatMap(
                from ->
                    EmailAddress.of(answered.recipient())
                        .filter(to -> to.compared().equals(from.compared())))
            .isPresent();
    boolean automatic = !mail.mayBeAnswered();
    var summary = automatic ? "answered by mail, automatically" : "answered by mail";
    if (!byRecipient) {
      summary += "; the mail itself says that it is from " + named(mail);
    }
    var filed =
        note(on, answered.recipient(), summary, !answered.toTeam() && !automatic, report, parsed);
    if (byRecipient && !automatic && !answered.toTeam()) {
      prove(
          on,
          new Participants.ParticipantEntry(
              sender.get(),
              AddressProof.TOKEN,
              // an acknowledgement goes to whoever reports; a note only to whom a person chose
              !answered.byPerson(),
              "answered a mail that only they were sent",
              null,
              report.id()));
    }
    return filed;
  }

  private static String named(MailFacts mail) {
    return mail.sender() != null
        ? mail.sender()
        : mail.from() == null ? "nobody" : "“" + mail.from() + "” (not written as one sender)";
  }

  /** The key in a subject counts only from somebody who has to do with the case. */
  private Optional<FilingResult> byKey(
      EmailAddress from, MailFacts mail, StoredReport report, ParsedReport parsed) {
    var named = CaseKey.inSubject(mail.subject()).flatMap(cases::takeByKey).map(cases::follow);
    if (named.isEmpty() || mail.kind() != MailFacts.Kind.REPORT) {
      return Optional.empty();
    }
    var on = named.get();
    boolean team = teams.areOf(on, from);
    if (!team && !participants.isListed(on.id, from)) {
      return Optional.empty();
    }
    var found = proof.of(report, mail);
    if (found.verdict() != Verdict.PASS) {
      return unproved.store(on, from, report, parsed, body(parsed));
    }
    var filed = note(on, from.value(), "answered by mail", !team, report, parsed);
    if (!team && mail.mayBeAnswered()) {
      var because = "wrote on the case; " + found.because();
      prove(
          on,
          new Participants.ParticipantEntry(
              from, AddressProof.AUTHENTICATION, true, because, null, report.id()));
    }
    return Optional.of(filed);
  }

  private FilingResult note(
      IncidentCase on,
      String writer,
      String summary,
      boolean reporter,
      StoredReport report,
      ParsedReport parsed) {
    var because = "it answers a mail of this case";
    reports.link(on, report, parsed, List.of(), because);
    timeline.add(
        on.id,
        "reply",
        Actor.reporter(writer),
        summary,
        body(parsed),
        reporter ? Visibility.REPORTER : Visibility.INTERNAL);
    snoozes.answered(on);
    on.changed(clock.instant());
    if (parsed.requireMail().mayBeAnswered()) {
      awaited.byMail(on, writer);
    }
    return new FilingResult(on.id, new CaseKey(on.key), true, because);
  }

  /** Of somebody who is here for a report about the same thing, only who they are. */
  private void prove(IncidentCase on, Participants.ParticipantEntry entry) {
    if (participants.add(on.id, entry)) {
      timeline.add(
          on.id,
          "participant",
          Actor.SYSTEM,
          "lets " + entry.address() + " take part, who " + entry.because());
    }
  }

  private String body(ParsedReport parsed) {
    var clean = parsed.text() == null ? "" : CaseReports.clean(parsed.text()).strip();
    var text = tokens.hiddenIn(clean);
    return text.length() > NOTE_AT_MOST ? text.substring(0, NOTE_AT_MOST) : text;
  }

  private Optional<FilingResult> cameBack(StoredReport report, ParsedReport parsed) {
    var ids = originalIds(parsed);
    var caseId = outbox.caseOfMessage(ids);
    outbox.bounced(ids, CaseReports.title(parsed));
    return caseId
        .flatMap(cases::takeById)
        .map(cases::follow)
        .map(
            on -> {
              var because = "it is a mail of this case that came back";
              reports.link(on, report, parsed, List.of(), because);
              timeline.add(
                  on.id, "mail", Actor.SYSTEM, "got a mail back: " + CaseReports.title(parsed));
              return new FilingResult(on.id, new CaseKey(on.key), true, because);
            });
  }

  private static Set<String> originalIds(ParsedReport parsed) {
    var ids = new LinkedHashSet<>(parsed.requireMail().references());
    if (parsed.statement().originalMessageId() != null) {
      ids.add(parsed.statement().originalMessageId());
    }
    return ids;
  }
}
