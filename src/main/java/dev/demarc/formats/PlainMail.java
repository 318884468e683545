package dev.demarc.formats;

import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;

/**
 * A mail in somebody's own words, AWS abuse notices among them. What people wrote is mined; the
 * mail's own transport (Received and the like) is not part of it.
 */
final class PlainMail implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && !opened.mail().headers.isEmpty();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = draft("mail", opened);
    var text = MailText.withFiles(opened.mail());
    draft.text(text);
    OriginalMail.within(opened.mail()).ifPresent(original -> original.describe(draft));
    mine(draft, text);
    return draft.finish();
  }

  /** What every mail gives, whatever it carries: who, when, about what, which files. */
  static ReportDraft draft(String format, OpenedSubmission opened) {
    var mail = opened.mail();
    var draft = new ReportDraft(format);
    draft.mail = MailFactsReader.read(mail);
    draft.title = draft.mail.subject();
    draft.reporter = reporter(mail, draft.mail);
    draft.evidence(MailAttachments.of(mail));
    mail.problems.forEach(draft::problem);
    return draft;
  }

  /** Ticket systems that pass a report on name who wrote it. */
  private static ParsedReport.Reporter reporter(MailPart mail, MailFacts facts) {
    var originator = Mailboxes.first(mail.headers.raw("X-RT-Originator"));
    if (originator.address() != null) {
      return new ParsedReport.Reporter(originator.name(), originator.address(), null);
    }
    return facts.from() == null && facts.fromName() == null
        ? null
        : new ParsedReport.Reporter(facts.fromName(), facts.from(), null);
  }

  /** Mines subject and text; the senders' own addresses are reporters. */
  static void mine(ReportDraft draft, String text) {
    if (draft.reporter != null) {
      draft.indicators.add(draft.reporter.email(), Role.REPORTER);
    }
    draft.indicators.add(draft.mail.from(), Role.REPORTER);
    IndicatorMiner.mineSubject(draft.mail.subject(), draft.indicators);
    IndicatorMiner.mine(text, draft.indicators);
    if (draft.accountId == null) {
      draft.accountId = draft.indicators.firstValue(IndicatorType.AWS_ACCOUNT);
    }
    if (draft.occurredAt == null) {
      draft.occurredAt = StatedFacts.date(text);
    }
    if (draft.region == null) {
      draft.region = StatedFacts.region(text);
    }
  }
}
