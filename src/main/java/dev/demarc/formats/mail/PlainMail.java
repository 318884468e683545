package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.RolesOfAll;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mailfacts.MailFactsReader;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailDocuments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail in somebody's own words, whatever it is about. What people wrote is mined; the mail's own
 * transport (Received and the like) is not part of it.
 */
public final class PlainMail implements ReportFormat {

  private static final int FEWEST_LETTERS = 20;

  /** What was opened, or holds no words. */
  private static final Pattern WRAPPERS =
      Pattern.compile(
          "(?i).*(?:signature|pkcs7|pgp|ms-tnef).*|.*\\.(?:p7[ms]|pgp|gpg|asc|sig)|.*"
              + " winmail\\.dat");

  /** One of these makes bytes a mail; random bytes have colons too. */
  private static final List<String> KNOWN =
      List.of(
          "From",
          "To",
          "Subject",
          "Date",
          "Message-ID",
          "Received",
          "Return-Path",
          "Sender",
          "Reply-To",
          "Cc",
          "MIME-Version",
          "Content-Type",
          "Delivered-To");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && KNOWN.stream().anyMatch(opened.mail().headers::has);
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var mail = opened.requireMail();
    var report = ForwardedMail.freeReport(mail);
    var draft = draft("mail", opened, report);
    draft.byPerson = true;
    var tables = CsvFiles.of(mail, draft);
    var checks = tables.stream().filter(CheckTables::is).toList();
    var text = checks.isEmpty() ? withReport(mail, report) : MailText.of(report);
    draft.text(text);
    OriginalMail.within(report)
        .or(() -> OriginalMail.within(mail).filter(original -> report == mail))
        .or(() -> QuotedMail.within(MailText.of(report)).map(OriginalMail::ofMail))
        .ifPresent(original -> original.describe(draft));
    CsvFiles.describe(draft, tables.stream().filter(t -> !CheckTables.is(t)).toList());
    CheckTables.describe(draft, checks, text);
    DocumentFiles.describe(draft, mail, opened.submission().receivedAt());
    MailDocuments.of(mail).problems().forEach(draft::problem);
    if (report != mail) {
      MailDocuments.of(report).problems().forEach(draft::problem);
    }
    unread(draft, mail, text);
    mine(draft, text);
    stated(draft, opened, report);
    return draft.finish();
  }

  /** Where a mail has no words of its own, it is in files that nobody reads here. */
  private static void unread(ReportDraft draft, MailPart mail, String text) {
    if (text.codePoints().filter(Character::isLetter).limit(FEWEST_LETTERS).count()
        >= FEWEST_LETTERS) {
      return;
    }
    var files =
        mail.leaves()
            .filter(MailAttachments::isFile)
            .filter(p -> p.message == null && !p.isText() && p.fileName() != null)
            .filter(p -> !WRAPPERS.matches(p.mimeType + " " + p.fileName()))
            .map(MailPart::fileName)
            .limit(3)
            .toList();
    if (!files.isEmpty() && draft.indicators.list().isEmpty()) {
      draft.problem(
          "The mail says nothing but by its files ("
              + String.join(", ", files)
              + "), which are not read. Look into them and enter what they say.");
    }
  }

  /** The text of a mail with that of the report it encloses; what it quotes is in its own text. */
  public static String withReport(MailPart mail, MailPart report) {
    var text = MailText.withFiles(mail);
    boolean enclosed = report != mail && mail.messages().anyMatch(m -> m == report);
    return enclosed
        ? (text + "\n\n--- forwarded message ---\n\n" + MailText.withFiles(report)).strip()
        : text;
  }

  /** A draft of a report that may stand in another mail than the one that came. */
  public static ReportDraft draft(String format, OpenedSubmission opened, MailPart report) {
    var draft = draft(format, opened);
    ForwardedMail.describe(draft, opened.requireMail(), report);
    if (report != opened.requireMail()) {
      correspondents(draft, report);
    }
    return draft;
  }

  /** What every mail gives, whatever it carries: who, when, about what, which files. */
  public static ReportDraft draft(String format, OpenedSubmission opened) {
    var mail = opened.requireMail();
    var draft = new ReportDraft(format);
    draft.mail = MailFactsReader.read(mail);
    draft.title = draft.requireMail().subject();
    draft.reporter = reporter(mail, draft.mail);
    correspondents(draft, mail);
    draft.evidence(MailAttachments.of(mail));
    draft.detail(
        "senderAuthentication",
        Text.oneLineOrNull(mail.headers.first("Authentication-Results"), 2_000));
    mail.problems.forEach(draft::problem);
    return draft;
  }

  private static void correspondents(ReportDraft draft, MailPart mail) {
    for (var field : List.of("From", "Sender", "Reply-To", "X-RT-Originator")) {
      AddressList.addresses(mail.headers.raw(field)).forEach(draft.correspondents::from);
    }
    for (var field : List.of("To", "Cc", "Delivered-To")) {
      draft.correspondents.to(AddressList.addresses(mail.headers.raw(field)));
    }
  }

  /** Ticket systems that pass a report on name who wrote it. */
  private static ParsedReport.@Nullable Reporter reporter(MailPart mail, MailFacts facts) {
    var originator = AddressList.first(mail.headers.raw("X-RT-Originator"));
    if (originator.address() != null) {
      return new ParsedReport.Reporter(originator.name(), originator.address(), null);
    }
    return facts.from() == null && facts.fromName() == null
        ? null
        : new ParsedReport.Reporter(facts.fromName(), facts.from(), null);
  }

  /**
   * Declares what the writer says of the matter: the number it has there, until when an answer is
   * wanted. Of a mail that may hold somebody else's words the format does not ask for this.
   */
  public static void stated(ReportDraft draft, OpenedSubmission opened, MailPart report) {
    var known = report == opened.requireMail() ? draft.mail : null;
    var facts = known == null ? MailFactsReader.read(report) : known;
    var sent = facts.date() == null ? opened.submission().receivedAt() : facts.date();
    CaseNumbers.describe(draft, facts, MailText.of(report), sent);
  }

  /** Mines subject and text; the senders' own addresses are reporters. */
  public static void mine(ReportDraft draft, String text) {
    if (draft.reporter != null) {
      draft.indicators.add(draft.reporter.email(), Role.REPORTER);
    }
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    boolean accuses = IndicatorMiner.mineSubject(draft.requireMail().subject(), draft.indicators);
    accuses |= IndicatorMiner.mineSubject(draft.forwardedSubject, draft.indicators);
    accuses |= IndicatorMiner.mine(text, draft.indicators);
    RolesOfAll.settle(draft.indicators, accuses, draft.correspondents);
    if (draft.occurredAt == null) {
      draft.occurredAt = StatedFacts.occurred(text, draft.requireMail().date());
    }
    if (draft.region == null) {
      draft.region = StatedFacts.region(text);
    }
  }
}
