package dev.demarc.formats;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Tells reports from mails that only come because of reports. */
final class MailKind {

  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "(?i)^\\W*(postmaster\\W+|imailserver\\W+|message status\\W+|sorry\\W+)?"
              + "(undeliver|delivery status|delivery (has )?fail|delivery notification"
              + "|mail delivery|returned (e-?)?mail|failure (notice|delivery)|failed delivery"
              + "|message delivery|e-?mail delivery|mail system error|non-?delivery|nondeliverable"
              + "|(your )?(message|e-?mail|mail)( to \\S+)? (could not|was not|not|cannot) (be )?(sent|deliver)"
              + "|there was an error sending|notice: mail|unable to deliver|user unknown"
              + "|warning: (could not|message)|delayed mail|delivery delay|non remis|unzustellbar"
              + "|could not send message|receipt of your (e-?)?mail failed)");
  private static final Pattern BOUNCE_SENDER =
      Pattern.compile("(?i)^(mailer-?daemon|post_?master|mail-?daemon)@");
  private static final Pattern BOUNCE_TEXT =
      Pattern.compile(
          "(?i)(permanent (fatal |delivery )?error|(could|can)(not| not) be delivered"
              + "|no such user|user unknown|unknown user|invalid (user )?(address|recipient)"
              + "|mailbox (is )?(full|unavailable)|recipient (address )?rejected"
              + "|was(n't| not) (able to )?deliver|deliver(y|ing) (has |to the following )?.{0,40}fail"
              + "|undeliverable|final-recipient:|diagnostic-code:|\\b55[0-4][ -][0-9A-Za-z#])");

  /** A person who writes such a subject complains, for instance of bounces. */
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?i)\\b(abuse|complaint|attack|backscatter|flood(ed|ing)?|spam(mer|ming)?|phishing)\\b"
              + "|\\b\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b");

  private static final Pattern AWAY =
      Pattern.compile(
          "(?i)^\\W*(auto(matic|mated|matische)?[- ]?(re(ply|sponse|spons)|antwort)|auto:|abwesenheit|not in the office|i am (currently )?(away|out of)|respuesta autom|odgovor|out of (the )?office"
              + "|vacation|abwesen|ooo:|away from|absence|réponse automatique)");
  private static final Pattern AGGREGATE_SUBJECT =
      Pattern.compile("(?i)report[- ]domain: ?.*(submitter:|report-id:)");

  private static final int READ_CHARS = 4_096;

  private MailKind() {}

  static MailFacts.Kind of(MailPart mail, String from) {
    if (mail.isReportOfType("feedback-report")) {
      return MailFacts.Kind.REPORT;
    }
    if (mail.isReportOfType("delivery-status") || holds(mail, "message/delivery-status")) {
      return MailFacts.Kind.BOUNCE;
    }
    if (mail.isReportOfType("disposition-notification")) {
      return MailFacts.Kind.AUTO_REPLY;
    }
    var subject = mail.headers.first("Subject");
    subject = subject == null ? "" : Text.oneLine(subject, 300);
    if (isAggregate(mail, subject)) {
      return MailFacts.Kind.AGGREGATE;
    }
    if (isBounce(mail, from, subject)) {
      return MailFacts.Kind.BOUNCE;
    }
    boolean automatic = isAutoReply(mail, subject) || ChallengeMail.is(mail, from, subject);
    return automatic ? MailFacts.Kind.AUTO_REPLY : MailFacts.Kind.REPORT;
  }

  /** DMARC aggregate reports (RFC 7489 section 7.2.1.1) and TLS reports (RFC 8460 section 5.3). */
  private static boolean isAggregate(MailPart mail, String subject) {
    return mail.isReportOfType("tlsrpt")
        || mail.headers.has("TLS-Report-Domain")
        || AGGREGATE_SUBJECT.matcher(subject).find()
        || mail.leaves().anyMatch(MailKind::isAggregateFile);
  }

  private static boolean isAggregateFile(MailPart part) {
    if (part.mimeType.startsWith("application/tlsrpt")) {
      return true;
    }
    var name = part.fileName();
    return name != null
        && name.toLowerCase(Locale.ROOT).matches("[^!]+![^!]+!\\d+!\\d+.*\\.(xml|zip|gz)");
  }

  private static boolean isBounce(MailPart mail, String from, String subject) {
    if (mail.headers.has("X-Failed-Recipients")) {
      return true;
    }
    boolean namedSo = BOUNCE_SUBJECT.matcher(subject).find();
    boolean sentSo = from == null || BOUNCE_SENDER.matcher(from).find();
    if (namedSo && sentSo) {
      return true;
    }
    boolean reports = !sentSo && REPORTED.matcher(subject).find();
    return (namedSo || sentSo)
        && !reports
        && BOUNCE_TEXT.matcher(Text.cut(MailText.of(mail), READ_CHARS)).find();
  }

  private static boolean isAutoReply(MailPart mail, String subject) {
    var submitted = mail.headers.first("Auto-Submitted");
    boolean replied =
        submitted != null && submitted.strip().toLowerCase(Locale.ROOT).startsWith("auto-replied");
    return replied
        || mail.headers.has("X-Autoreply")
        || mail.headers.has("X-Apple-Action")
        || "auto_reply".equalsIgnoreCase(mail.headers.first("Precedence"))
        || mail.headers.has("X-Autorespond")
        || AWAY.matcher(subject).find();
  }

  private static boolean holds(MailPart mail, String mimeType) {
    return mail.leaves().anyMatch(p -> p.mimeType.equals(mimeType));
  }
}
